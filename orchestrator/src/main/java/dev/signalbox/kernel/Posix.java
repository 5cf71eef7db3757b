package dev.signalbox.kernel;

import java.lang.ref.Reference;
import jnr.ffi.Runtime;

/** The calls a worker makes, under their POSIX names. */
public final class Posix {
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_CLOEXEC = 0x80000;
    public static final int O_CREAT = 0x40;
    public static final int O_EXCL = 0x80;
    public static final int SEEK_SET = 0;
    public static final int SEEK_CUR = 1;
    public static final int SEEK_END = 2;
    public static final int F_DUPFD_CLOEXEC = 1030;
    public static final int F_GETFD = 1;
    public static final int F_SETFD = 2;
    public static final int FD_CLOEXEC = 1;
    public static final int F_GETFL = 3;
    public static final int F_SETFL = 4;
    public static final int POLLIN = 1;
    public static final int POLLOUT = 4;
    public static final int POLLERR = 8;
    public static final int POLLHUP = 16;
    public static final int POLLNVAL = 32;
    public static final int WNOHANG = 1;
    public static final int PR_SET_PDEATHSIG = 1;

    private static final long FIONREAD = 0x541b;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    static final Libc.WorkerCalls LIBC = Libc.load(Libc.WorkerCalls.class);
    private static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private Posix() {}

    /** Loaded by those who make one of its calls. */
    static final class Objects {
        static final Libc.ObjectCalls LIBC = Libc.load(Libc.ObjectCalls.class);

        private Objects() {}
    }

    public static Returned open(String path, int flags) {
        return open(path, flags, 0);
    }

    /** {@code mode}: of a file that is made, with O_CREAT. */
    public static Returned open(String path, int flags, int mode) {
        return returned(LIBC.open(path, flags, mode));
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

    /** {@code ends} gets two descriptors: the one to read from, the one to write to. */
    public static Returned pipe(int[] ends) {
        return returned(Objects.LIBC.pipe(two(ends)));
    }

    /** {@code flags}: O_CLOEXEC, O_NONBLOCK. */
    public static Returned pipe2(int[] ends, int flags) {
        return returned(Objects.LIBC.pipe2(two(ends), flags));
    }

    public static Returned dup(int fd) {
        return returned(Objects.LIBC.dup(fd));
    }

    /** Fills one buffer after the other; what follows the bytes that were read stays as it was. */
    public static Returned readv(int fd, byte[][] buffers) {
        Iovec vector = new Iovec(RUNTIME, buffers);
        try {
            Returned read = returned(Objects.LIBC.readv(fd, vector.table, buffers.length));
            vector.empty(buffers, read.value());
            return read;
        } finally {
            Reference.reachabilityFence(vector.memory);
        }
    }

    /** Writes one buffer after the other, whole. */
    public static Returned writev(int fd, byte[][] buffers) {
        Iovec vector = new Iovec(RUNTIME, buffers);
        try {
            vector.fill(buffers);
            return returned(Objects.LIBC.writev(fd, vector.table, buffers.length));
        } finally {
            Reference.reachabilityFence(vector.memory);
        }
    }

    public static Returned mkfifo(String path, int mode) {
        return returned(Objects.LIBC.mkfifo(path, mode));
    }

    public static Returned unlink(String path) {
        return returned(Objects.LIBC.unlink(path));
    }

    /**
     * Waits until something happens on one of the descriptors.
     *
     * @param events what to wait for on each, POLL constants
     * @param revents gets what happened on each
     * @param timeoutMs negative: for ever
     * @return how many descriptors something happened on
     */
    public static Returned poll(int[] fds, short[] events, short[] revents, int timeoutMs) {
        if (events.length != fds.length || revents.length != fds.length) {
            throw new IllegalArgumentException("poll: " + events.length + " events, " + revents.length
                    + " revents (expected: " + fds.length + ", as many as descriptors)");
        }
        int[] table = PollTable.of(fds, events);
        Returned count = returned(Objects.LIBC.poll(table, fds.length, timeoutMs));
        PollTable.read(table, revents);
        return count;
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

    public static int getpid() {
        return LIBC.getpid();
    }

    public static int getppid() {
        return LIBC.getppid();
    }

    /**
     * Waits for a child of this process and lets the kernel forget it.
     *
     * @param status gets how it ended, see {@link WaitStatus}
     * @return its pid; 0 with WNOHANG where none has ended
     */
    public static Returned waitpid(int pid, int[] status, int options) {
        return returned(Parent.LIBC.waitpid(pid, status, options));
    }

    /** A negative {@code pid} is a process group. */
    public static Returned kill(int pid, int signal) {
        return returned(Parent.LIBC.kill(pid, signal));
    }

    private static int[] two(int[] ends) {
        if (ends.length != 2) {
            throw new IllegalArgumentException("ends: room for " + ends.length + " (expected: 2)");
        }
        return ends;
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
