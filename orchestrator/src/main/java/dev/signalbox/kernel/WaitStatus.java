package dev.signalbox.kernel;

/**
 * The macros of sys/wait.h: what is in a status of waitpid.
 *
 * <p>The layout is the same on every processor that Linux knows.
 */
public final class WaitStatus {
    private static final int SIGNAL = 0x7f;
    private static final int CODE_SHIFT = 8;
    private static final int CODE = 0xff;
    private static final int DUMPED = 0x80;

    private WaitStatus() {}

    public static boolean exited(int status) {
        return (status & SIGNAL) == 0;
    }

    public static int exitStatus(int status) {
        return status >> CODE_SHIFT & CODE;
    }

    /** Ended by a signal; 0x7f is a child that was only stopped. */
    public static boolean signaled(int status) {
        return !exited(status) && (status & SIGNAL) != SIGNAL;
    }

    public static int termSignal(int status) {
        return status & SIGNAL;
    }

    /** How a process with this status ended. @throws IllegalArgumentException where it has not ended */
    public static End end(int status) {
        if (exited(status)) {
            return new End(false, exitStatus(status), false);
        }
        if (!signaled(status)) {
            throw new IllegalArgumentException(
                    "status: 0x" + Integer.toHexString(status) + " (expected: of a process that has ended)");
        }
        return new End(true, termSignal(status), (status & DUMPED) != 0);
    }
}
