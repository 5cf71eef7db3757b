package dev.signalbox.scenario;

import java.nio.charset.StandardCharsets;

/**
 * The bytes that a step writes: given ones, or a pattern.
 *
 * @param latin1 the given bytes, one char each (so that equal data are equal); empty for a pattern
 * @param patternBytes how many bytes of the pattern; 0 for given bytes
 */
public record Data(String latin1, int patternBytes) implements Value {

    private static final int PATTERN_PERIOD = 'z' - 'a' + 1;

    /** Exactly these bytes. */
    public static Data of(byte[] bytes) {
        return new Data(new String(bytes, StandardCharsets.ISO_8859_1), 0);
    }

    /** So many bytes of a pattern: the alphabet, again and again. */
    public static Data pattern(int bytes) {
        return new Data("", bytes);
    }

    public int size() {
        return latin1.length() + patternBytes;
    }

    /** A fresh array, so a caller may keep it. */
    public byte[] toBytes() {
        if (patternBytes == 0) {
            return latin1.getBytes(StandardCharsets.ISO_8859_1);
        }
        byte[] bytes = new byte[patternBytes];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ('a' + i % PATTERN_PERIOD);
        }
        return bytes;
    }
}
