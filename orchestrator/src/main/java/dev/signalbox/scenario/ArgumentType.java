package dev.signalbox.scenario;

/** What an argument of a step can be. */
public enum ArgumentType {
    END("end", "an end of a pipe such as p[0] or p[1]"),
    COUNT("count", "a whole number from 0 to " + Limits.CALL_BYTES_MAX),
    OFFSET("offset", "a whole number"),
    WHENCE("whence", "SEEK_SET, SEEK_CUR or SEEK_END"),
    DATA("data", "a string such as \"hello\", or bytes(count)"),
    SECONDS("seconds", "a number from 0 to " + Limits.SLEEP_SECONDS_MAX + " such as 0.2"),
    TEXT("text", "a string such as \"hello\"");

    private final String word;
    private final String expected;

    ArgumentType(String word, String expected) {
        this.word = word;
        this.expected = expected;
    }

    /** The word that stands for it in a signature. */
    public String word() {
        return word;
    }

    /** What a message says behind {@code expected:}. */
    String expected() {
        return expected;
    }
}
