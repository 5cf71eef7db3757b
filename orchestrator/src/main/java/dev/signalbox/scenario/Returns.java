package dev.signalbox.scenario;

import java.util.List;

/** What a call returns when it does not fail. */
enum Returns {
    NOTHING("nothing that could be asserted"),
    ZERO("0"),
    BYTES_MOVED("the number of bytes moved"),
    BYTES_THERE("the number of bytes that are there"),
    POSITION("the new position"),
    DESCRIPTOR("the number of the new descriptor"),
    PAIR("0; a variable gets both descriptors instead, as q[0] and q[1]"),
    ANSWER("what the command asks for"),
    EVENTS("the events of the descriptor, with several how many have some; 0 when the time is up"),
    PID("a pid"),
    FILE("the FILE, as a number"),
    LENGTH("the number of bytes; 0 at end of file"),
    STATUS("the status of the command, as waitpid has it"),
    NOT_NEGATIVE("a number that is not negative");

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
            case NOTHING, ZERO, PAIR -> 0;
            case BYTES_MOVED ->
                arguments.stream().skip(1).mapToLong(Returns::size).sum();
            case BYTES_THERE -> Limits.CAPACITY_MAX;
            default -> Long.MAX_VALUE;
        };
    }

    /** Bytes that an argument stands for: as many as any may be where that is not known. */
    private static long size(Argument argument) {
        if (!(argument instanceof Expression expression)) {
            return 0;
        }
        Object value = expression.known();
        if (value instanceof Long count) {
            return count;
        }
        return value instanceof String text ? text.length() : Limits.CALL_BYTES_MAX;
    }
}
