package dev.signalbox.primitive;

/** The error numbers that models answer with; Linux, the same on x86_64 and aarch64. */
final class Errno {
    static final int EBADF = 9;
    static final int EAGAIN = 11;
    static final int EINVAL = 22;
    static final int ESPIPE = 29;
    static final int EPIPE = 32;

    private Errno() {}
}
