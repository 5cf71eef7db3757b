package dev.signalbox.kernel;

/**
 * The two descriptors of a new pipe, close-on-exec.
 *
 * @param readFd the end to read from
 * @param writeFd the end to write to
 */
public record PipeEnds(int readFd, int writeFd) {
    private static final int F_SETPIPE_SZ = 1031;
    private static final int F_GETPIPE_SZ = 1032;

    /** An end of a pipe, or what pipe2 failed with. */
    public record Made(PipeEnds ends, int errno) {}

    /** pipe2 with O_CLOEXEC; {@code ends} is null when it failed. */
    public static Made create() {
        int[] fds = new int[2];
        if (Parent.LIBC.pipe2(fds, Posix.O_CLOEXEC) == -1) {
            return new Made(null, Parent.RUNTIME.getLastError());
        }
        return new Made(new PipeEnds(fds[0], fds[1]), 0);
    }

    /**
     * F_SETPIPE_SZ: the kernel rounds up to a power of two of pages and returns what it took.
     *
     * <p>EPERM above /proc/sys/fs/pipe-max-size, EBUSY below what the pipe holds.
     */
    public Returned resize(int bytes) {
        return Parent.returned(Parent.LIBC.fcntl(readFd, F_SETPIPE_SZ, bytes));
    }

    /** F_GETPIPE_SZ: the capacity, bytes. */
    public Returned capacity() {
        return Parent.returned(Parent.LIBC.fcntl(readFd, F_GETPIPE_SZ, 0));
    }

    public Returned closeRead() {
        return Parent.returned(Parent.LIBC.close(readFd));
    }

    public Returned closeWrite() {
        return Parent.returned(Parent.LIBC.close(writeFd));
    }
}
