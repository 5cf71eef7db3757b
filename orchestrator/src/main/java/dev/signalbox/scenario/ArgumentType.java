package dev.signalbox.scenario;

import java.util.Arrays;
import java.util.Optional;

/** What an argument of a call can be. */
public enum ArgumentType {
    FD(Type.WHOLE, Integer.MIN_VALUE, Integer.MAX_VALUE, "the number of a descriptor, such as p[0]"),
    COUNT(Type.WHOLE, 0, Limits.CALL_BYTES_MAX, "a whole number from 0 to " + Limits.CALL_BYTES_MAX),
    OFFSET(Type.WHOLE, Long.MIN_VALUE, Long.MAX_VALUE, "a whole number"),
    WHENCE(Type.WHOLE, Integer.MIN_VALUE, Integer.MAX_VALUE, "SEEK_SET, SEEK_CUR or SEEK_END"),
    DATA(Type.TEXT, 0, Limits.CALL_BYTES_MAX, "a text such as \"hello\" or bytes(100)"),
    BUF(Type.ANY, 0, 0, "the name of a variable, which gets the bytes"),
    SECONDS(
            Type.NUMBER,
            0,
            Limits.SLEEP_SECONDS_MAX,
            "a number from 0 to " + Limits.SLEEP_SECONDS_MAX + " such as 0.2"),
    NOTE(Type.TEXT, 0, Limits.NOTE_LENGTH_MAX, "a text of at most " + Limits.NOTE_LENGTH_MAX + " bytes"),
    PATH(Type.TEXT, 1, Limits.PATH_LENGTH_MAX, "a FIFO, or a path such as \"/tmp/x\""),
    FLAGS(Type.WHOLE, Integer.MIN_VALUE, Integer.MAX_VALUE, "flags such as O_RDONLY | O_NONBLOCK"),
    MODE(Type.WHOLE, 0, 07777, "permissions such as 0600"),
    CMD(Type.WHOLE, Integer.MIN_VALUE, Integer.MAX_VALUE, "a command such as F_GETFL"),
    ARG(Type.WHOLE, Integer.MIN_VALUE, Integer.MAX_VALUE, "a whole number or flags"),
    EVENTS(Type.WHOLE, 0, Short.MAX_VALUE, "events such as POLLIN"),
    TIMEOUT(Type.WHOLE, Integer.MIN_VALUE, Integer.MAX_VALUE, "milliseconds, or -1 to wait without a limit"),
    COMMAND(Type.TEXT, 0, Limits.STRING_BYTES_MAX, "a command for the shell such as \"wc -l\""),
    ACCESS(Type.TEXT, 1, 8, "\"r\" or \"w\""),
    FILE(Type.WHOLE, Long.MIN_VALUE, Long.MAX_VALUE, "what popen or fdopen returned"),
    NOTHING(Type.WHOLE, 0, 0, "NULL"),
    BUFFERING(Type.WHOLE, Integer.MIN_VALUE, Integer.MAX_VALUE, "_IOFBF, _IOLBF or _IONBF"),
    WORKER(Type.ANY, 0, 0, "the name of a worker"),
    PID(Type.WHOLE, Integer.MIN_VALUE, Integer.MAX_VALUE, "a pid, as spawn returns it, or -1 for any child"),
    STATUS(Type.ANY, 0, 0, "the name of a variable, or NULL"),
    OPTIONS(Type.WHOLE, Integer.MIN_VALUE, Integer.MAX_VALUE, "0 or WNOHANG"),
    SIGNAL(Type.WHOLE, Integer.MIN_VALUE, Integer.MAX_VALUE, "a signal such as SIGTERM, or 0"),
    CODE(Type.WHOLE, 0, Limits.EXIT_CODE_MAX, "a whole number from 0 to " + Limits.EXIT_CODE_MAX),
    VALUE(Type.ANY, 0, 0, "any value"),
    CONDITION(Type.TRUTH, 0, 0, "true or false, as of a comparison");

    private final Type type;
    private final long min;
    private final long max;
    private final String expected;

    ArgumentType(Type type, long min, long max, String expected) {
        this.type = type;
        this.min = min;
        this.max = max;
        this.expected = expected;
    }

    /** The word that stands for it in a signature. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What a message says behind {@code expected:}. */
    public String expected() {
        return expected;
    }

    /** What is wrong with a value that stands for a parameter of this name: {@code count: the text 'x' (expected: …)}. */
    public Optional<String> wrong(String parameter, Object value) {
        return fits(value)
                ? Optional.empty()
                : Optional.of(parameter + ": " + Values.words(value) + " (expected: " + expected + ")");
    }

    private boolean fits(Object value) {
        if (!type.accepts(value)) {
            return false;
        }
        return switch (type) {
            case WHOLE -> (long) value >= min && (long) value <= max;
            case NUMBER -> ((Number) value).doubleValue() >= min && ((Number) value).doubleValue() <= max;
            case TEXT ->
                ((String) value).length() >= min && ((String) value).length() <= max && isPlain((String) value);
            case TRUTH, ANY -> true;
        };
    }

    /** C ends a text at a zero; where it does, there must be none. */
    private boolean isPlain(String text) {
        return this == DATA || text.indexOf('\0') < 0;
    }

    /** Whether a name stands here that the call sets. */
    boolean isTarget() {
        return this == BUF || this == STATUS;
    }

    static ArgumentType of(String word) {
        return Arrays.stream(values())
                .filter(t -> t.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
