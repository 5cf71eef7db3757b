package dev.signalbox.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Gets the text out of a file that may be anything. */
final class ScenarioFile {

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private ScenarioFile() {}

    /** The text of a file, or nothing where a problem was added; reads no more than the largest scenario. */
    static Optional<String> text(Path file, Problems problems) {
        if (!Files.exists(file)) {
            problems.add("no such file (expected: a scenario file)");
        } else if (Files.isDirectory(file)) {
            problems.add("a folder (expected: a scenario file)");
        } else if (!Files.isRegularFile(file)) {
            // A device or a FIFO might never end, or never begin.
            problems.add("not a regular file (expected: a scenario file)");
        } else {
            return read(file, problems).flatMap(bytes -> decode(bytes, problems));
        }
        return Optional.empty();
    }

    private static Optional<byte[]> read(Path file, Problems problems) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(Limits.FILE_BYTES_MAX + 1);
            if (bytes.length > Limits.FILE_BYTES_MAX) {
                problems.add("file too large: " + Math.max(Files.size(file), bytes.length)
                        + " bytes (expected: at most " + Limits.FILE_BYTES_MAX + ")");
                return Optional.empty();
            }
            return Optional.of(bytes);
        } catch (IOException e) {
            problems.add("cannot be read: " + e.getMessage() + " (expected: a file that may be read)");
            return Optional.empty();
        }
    }

    private static Optional<String> decode(byte[] bytes, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult end = decoder.decode(in, out, true);
        String text = withoutMark(out.flip().toString());
        if (text.indexOf('\0') >= 0) {
            problems.add("a binary file (expected: text in UTF-8)");
            return Optional.empty();
        }
        if (end.isError()) {
            String hex = String.format("0x%02x", bytes[in.position()] & 0xff);
            addAtEnd(text, "not UTF-8: byte " + hex + " (expected: text in UTF-8)", problems);
            return Optional.empty();
        }
        return checked(text, problems);
    }

    /** The text where YAML can hold all its characters. */
    static Optional<String> checked(String text, Problems problems) {
        if (text.isBlank()) {
            problems.add("empty (expected: a scenario)");
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!isPrintable(c)) {
                String shown = String.format("U+%04X", c);
                addAtEnd(text.substring(0, i), "control character: " + shown + " (expected: text)", problems);
                return Optional.empty();
            }
        }
        return Optional.of(text);
    }

    static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** The characters of YAML 1.1, section 5.1. */
    private static boolean isPrintable(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0x7e
                || c == 0x85
                || c >= 0xa0 && c <= 0xd7ff
                || c >= 0xe000 && c <= 0xfffd
                || c >= 0x10000;
    }

    private static void addAtEnd(String before, String what, Problems problems) {
        int lineStart = before.lastIndexOf('\n') + 1;
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        problems.add(line, before.codePointCount(lineStart, before.length()) + 1, what);
    }
}
