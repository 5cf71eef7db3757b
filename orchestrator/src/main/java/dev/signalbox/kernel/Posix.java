package dev.signalbox.kernel;

import jnr.ffi.Runtime;

/** The calls a worker makes, under their POSIX names. */
public final class Posix {
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_CLOEXEC = 0x80000;
    public static final int SEEK_SET = 0;
    public static final int SEEK_CUR = 1;
    public static final int SEEK_END = 2;
    public static final int F_DUPFD_CLOEXEC = 1030;
    public static final int F_GETFL = 3;
    public static final int F_SETFL = 4;
    public static final int PR_SET_PDEATHSIG = 1;

    private static final long FIONREAD = 0x541b;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    static final Libc.WorkerCalls LIBC = Libc.load(Libc.WorkerCalls.class);
    private static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private Posix() {}

    /** {@code flags}: the O_ constants of this class; files are not created. */
    public static Returned open(String path, int flags) {
        return returned(LIBC.open(path, flags));
    }

    /** The bytes of {@code buffer} after the ones that were read are undefined. {@code count} at most its length. */
    public static Returned read(int fd, byte[] buffer, long count) {
        return returned(LIBC.read(fd, buffer, fits(count, buffer)));
    }

    /** Writes the first {@code count} bytes of {@code buffer}. */
    public static Returned write(int fd, byte[] buffer, long count) {
        return returned(LIBC.write(fd, buffer, fits(count, buffer)));
    }

    public static Returned close(int fd) {
        return returned(LIBC.close(fd));
    }

    public static Returned lseek(int fd, long offset, int whence) {
        return returned(LIBC.lseek(fd, offset, whence));
    }

    /** ioctl FIONREAD: {@code value} is the number of bytes that can be read, not the 0 that ioctl returns. */
    public static Returned fionread(int fd) {
        int[] level = new int[1];
        Returned returned = returned(LIBC.ioctl(fd, FIONREAD, level));
        return returned.failed() ? returned : new Returned(level[0], 0);
    }

    public static Returned fcntl(int fd, int command, int value) {
        return returned(LIBC.fcntl(fd, command, value));
    }

    public static Returned dup2(int fd, int target) {
        return returned(LIBC.dup2(fd, target));
    }

    /** EINTR ends it early, as the manual has it. */
    public static Returned nanosleep(long nanos) {
        long[] timespec = {nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND};
        return returned(LIBC.nanosleep(timespec, 0));
    }

    /**
     * Has this process killed when the thread that started it ends: that thread, not its process.
     *
     * <p>Holds as long as the calling thread lives, too. Ask {@link #getppid} afterwards: a parent that was gone before
     * sends nothing.
     */
    public static Returned dieWithParent() {
        return returned(LIBC.prctl(PR_SET_PDEATHSIG, Signals.SIGKILL, 0, 0, 0));
    }

    /** Ends this process at once; the JVM's own way waits up to 300 ms for threads that are in a call. */
    public static void exit(int status) {
        LIBC._exit(status);
    }

    public static int getppid() {
        return LIBC.getppid();
    }

    private static long fits(long count, byte[] buffer) {
        if (count < 0 || count > buffer.length) {
            throw new IllegalArgumentException("count: " + count + " (expected: 0 to " + buffer.length + ")");
        }
        return count;
    }

    // jnr saves errno per thread as it comes out of the call, so what the JVM does in between cannot change it.
    private static Returned returned(long value) {
        return value == -1 ? Returned.failed(RUNTIME.getLastError()) : new Returned(value, 0);
    }
}
