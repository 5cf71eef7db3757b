package dev.signalbox.scenario;

/**
 * A word, number, string or sign of a step.
 *
 * @param text what stands there; of a string, its bytes as Latin-1
 * @param from index of its first char in the step
 */
record Token(Type type, String text, int from) {

    enum Type {
        NAME,
        NUMBER,
        STRING,
        SIGN,
        END
    }

    boolean is(String sign) {
        return type == Type.SIGN && text.equals(sign);
    }

    boolean isName(String name) {
        return type == Type.NAME && text.equals(name);
    }

    /** What it is, as a message names it. */
    String words() {
        return switch (type) {
            case NAME, NUMBER -> Scalar.shorten(text);
            case STRING -> "a text";
            case SIGN -> "'" + text + "'";
            case END -> "the end of the step";
        };
    }
}
