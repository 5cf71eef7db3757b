package dev.signalbox.scenario;

import dev.signalbox.trace.Errno;
import java.io.Serializable;

/**
 * What a step demands of the result of its call.
 *
 * @param kind which of the four demands
 * @param result the result for {@link Kind#RESULT}, else 0 or -1
 * @param errno the error for {@link Kind#FAILURE}, else null
 */
public record Demand(Kind kind, long result, Errno errno) implements Serializable {

    /** Nothing stands behind the call: it must not fail. */
    public static final Demand SUCCESS = new Demand(Kind.SUCCESS, 0, null);

    /** The step says {@code or errno}: whatever it returns will do. */
    public static final Demand ANYTHING = new Demand(Kind.ANYTHING, 0, null);

    /** The four demands. */
    public enum Kind {
        SUCCESS,
        RESULT,
        FAILURE,
        ANYTHING
    }

    /** It must return this; for {@code fionread} it is the number of bytes that must be there. */
    public static Demand result(long result) {
        return new Demand(Kind.RESULT, result, null);
    }

    /** It must fail with this error. */
    public static Demand failure(Errno errno) {
        return new Demand(Kind.FAILURE, -1, errno);
    }

    /** Whether a call that returned so (-1 with an errno, else 0 for the errno) meets the demand. */
    public boolean isMetBy(long actual, int actualErrno) {
        return switch (kind) {
            case SUCCESS -> actual != -1 && actualErrno == 0;
            case RESULT -> actual == result;
            case FAILURE -> actualErrno == errno.number();
            case ANYTHING -> true;
        };
    }

    /** What was demanded, as a message says it behind {@code expected:}. */
    @Override
    public String toString() {
        return switch (kind) {
            case SUCCESS -> "no error";
            case RESULT -> Long.toString(result);
            case FAILURE -> "-1 " + errno;
            case ANYTHING -> "any result";
        };
    }
}
