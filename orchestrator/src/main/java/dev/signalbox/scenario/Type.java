package dev.signalbox.scenario;

/** The types that values have, as functions and arguments ask for them. */
enum Type {
    WHOLE("a whole number"),
    NUMBER("a number"),
    TEXT("a text"),
    TRUTH("true or false"),
    ANY("a value");

    private final String words;

    Type(String words) {
        this.words = words;
    }

    /** What a message says behind {@code expected:}. */
    String words() {
        return words;
    }

    boolean accepts(Object value) {
        return switch (this) {
            case WHOLE -> value instanceof Long;
            case NUMBER -> value instanceof Number;
            case TEXT -> value instanceof String;
            case TRUTH -> value instanceof Boolean;
            case ANY -> true;
        };
    }
}
