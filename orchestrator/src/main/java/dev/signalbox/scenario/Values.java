package dev.signalbox.scenario;

import java.nio.charset.StandardCharsets;

/** The values that expressions have, and how a message names them. */
public final class Values {

    private Values() {}

    /** A value with its type: {@code the text 'x'}. */
    public static String words(Object value) {
        if (value instanceof Boolean truth) {
            return "the truth value " + truth;
        }
        if (value instanceof String text) {
            return "the text '" + Scalar.shorten(shown(text)) + "'";
        }
        if (value instanceof Double) {
            return "the decimal " + value;
        }
        return value instanceof Pair ? "the descriptors " + value : "the number " + value;
    }

    /** As text(x) has it: what print prints. */
    public static String text(Object value) {
        return value instanceof String text ? text : String.valueOf(value);
    }

    /** The bytes of a text. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text of bytes, one char each. */
    public static String ofBytes(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static String shown(String text) {
        return new String(bytes(text), StandardCharsets.UTF_8);
    }
}
