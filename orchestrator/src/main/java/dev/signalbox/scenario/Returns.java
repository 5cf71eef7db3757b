package dev.signalbox.scenario;

import java.util.List;

/** What a call returns when it does not fail. */
enum Returns {
    NOTHING("nothing that could be asserted"),
    ZERO("0"),
    BYTES_MOVED("the number of bytes moved"),
    BYTES_THERE("the number of bytes that are there"),
    POSITION("the new position");

    private final String words;

    Returns(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The largest result that a call with these arguments can have. */
    long max(List<Argument> arguments) {
        return switch (this) {
            case NOTHING, ZERO -> 0;
            case BYTES_MOVED ->
                arguments.get(1) instanceof Literal literal
                        ? literal.value() instanceof String text ? text.length() : (long) literal.value()
                        : Limits.CALL_BYTES_MAX;
            case BYTES_THERE -> Limits.CAPACITY_MAX;
            case POSITION -> Long.MAX_VALUE;
        };
    }
}
