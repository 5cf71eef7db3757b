package dev.signalbox.agent;

import dev.signalbox.trace.Op;

/** Reads the arguments of stubs that need more than a push. Hot, called by woven code. */
public final class StubArguments {
    private static final int UNWATCHED = 0;

    private StubArguments() {}

    /** {@code timespec}: seconds, nanoseconds. */
    public static void nanosleep(long[] timespec) {
        Hook.enter(Op.NANOSLEEP.id(), -1, timespec[0] * 1_000_000_000L + timespec[1], 0);
    }

    /** Of ioctl only FIONREAD is watched. */
    public static void ioctl(int fd, long request) {
        Hook.enter(request == Stubs.fionread() ? Op.FIONREAD.id() : UNWATCHED, fd, 0, 0);
    }

    /** The call returned; what it put out counts only when it went well. */
    public static void value(long result, int errno, int[] value) {
        Hook.exitValue(result, errno, result == 0 && value.length > 0 ? value[0] : -1);
    }
}
