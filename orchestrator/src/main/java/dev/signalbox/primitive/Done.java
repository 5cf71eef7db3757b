package dev.signalbox.primitive;

import dev.signalbox.trace.Errno;

/**
 * The call returns.
 *
 * @param next the object afterwards
 * @param result what the call returns: for a write that waited all of its bytes, -1 when it failed
 * @param errno the error number, 0 when it did not fail
 * @param value what it brings beside its result (fionread: the level), else 0
 */
public record Done(State next, long result, int errno, long value) implements Answer {

    public Done(State next, long result, int errno) {
        this(next, result, errno, 0);
    }

    static Done failed(State unchanged, Errno errno) {
        return new Done(unchanged, -1, errno.number(), 0);
    }

    @Override
    public boolean completes() {
        return true;
    }
}
