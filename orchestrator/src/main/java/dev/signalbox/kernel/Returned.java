package dev.signalbox.kernel;

import dev.signalbox.trace.Errno;

/**
 * What a call returned, with its errno.
 *
 * @param value as the manual has it; -1 when the call failed
 * @param errno the error number, 0 when the call did not fail
 */
public record Returned(long value, int errno) {

    static Returned failed(int errno) {
        return new Returned(-1, errno);
    }

    public boolean failed() {
        return errno != 0;
    }

    @Override
    public String toString() {
        return failed() ? value + " " + Errno.name(errno) : Long.toString(value);
    }
}
