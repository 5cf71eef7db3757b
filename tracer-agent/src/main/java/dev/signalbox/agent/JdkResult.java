package dev.signalbox.agent;

/** Turns what a native of the JDK returns into what the kernel returned. Hot, called by woven code. */
public final class JdkResult {
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;

    private JdkResult() {}

    /** The result as it is. */
    public static void plain(long value) {
        Hook.exit(value, 0);
    }

    /** sun.nio.ch.IOStatus: -1 end of file, -2 would block, -3 interrupted. */
    public static void status(long value) {
        if (value >= 0) {
            Hook.exit(value, 0);
        } else if (value == -1) {
            Hook.exit(0, 0);
        } else {
            Hook.exit(-1, value == -2 ? EAGAIN : value == -3 ? EINTR : 0);
        }
    }

    /** java.io: -1 is end of file. */
    public static void stream(long value, byte[] bytes, int offset) {
        Hook.exitBytes(Math.max(0, value), 0, bytes, offset);
    }

    /** java.io's single byte: -1 is end of file. */
    public static void single(long value) {
        Hook.exit(value < 0 ? 0 : 1, 0);
    }

    /** What FIONREAD put out. */
    public static void value(long value) {
        Hook.exitValue(0, 0, value);
    }
}
