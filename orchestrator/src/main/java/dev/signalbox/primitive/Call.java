package dev.signalbox.primitive;

import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Op;

/**
 * A call on an object, as the model sees it.
 *
 * <p>A call that has begun to wait is not the same as one that is made again: a write joins the last page only when it
 * is made, never when it wakes. So a thread that sleeps in the kernel is asked about with {@link #resumed}; one that
 * was never let into the kernel with the call as it is.
 *
 * @param op the call
 * @param access of the descriptor: O_RDONLY 0, O_WRONLY 1, O_RDWR 2
 * @param nonblock whether the descriptor is O_NONBLOCK
 * @param arg0 bytes asked for (read, write, pread, pwrite), offset (lseek), flags (open), command (fcntl),
 *     milliseconds (poll)
 * @param arg1 whence (lseek), offset (pread, pwrite), argument (fcntl)
 * @param moved {@link #NEW}, or the bytes this call had moved when it last began to wait
 */
public record Call(Op op, int access, boolean nonblock, long arg0, long arg1, long moved) {
    public static final int READ_ONLY = 0;
    public static final int WRITE_ONLY = 1;
    public static final int READ_WRITE = 2;

    static final int F_DUPFD = 0;
    static final int F_DUPFD_CLOEXEC = 1030;
    public static final int F_SETPIPE_SZ = 1031;
    public static final int F_GETPIPE_SZ = 1032;

    private static final int ACCESS_MASK = 3;
    private static final int O_NONBLOCK = 0x800;

    /** {@link #moved} of a call that has not waited yet. */
    public static final long NEW = -1;

    /** A call that has not waited yet. */
    public Call(Op op, int access, boolean nonblock, long arg0, long arg1) {
        this(op, access, nonblock, arg0, arg1, NEW);
    }

    /** This call after it was answered with {@link Waits}: asleep, {@code more} bytes further than before. */
    public Call resumed(long more) {
        return new Call(op, access, nonblock, arg0, arg1, movedBefore() + more);
    }

    /** The same call with another count of bytes. */
    public Call of(Op other, long bytes) {
        return new Call(other, access, nonblock, bytes, arg1, moved);
    }

    /** Whether it makes another descriptor of the same end, or of one that it opens. */
    public boolean addsDescriptor() {
        return op.effect() == Effect.OPEN || op == Op.FCNTL && (arg0 == F_DUPFD || arg0 == F_DUPFD_CLOEXEC);
    }

    /** The access mode that an open asks for. */
    public int accessToOpen() {
        return (int) arg0 & ACCESS_MASK;
    }

    boolean opensNonblocking() {
        return (arg0 & O_NONBLOCK) != 0;
    }

    boolean isNew() {
        return moved == NEW;
    }

    long movedBefore() {
        return isNew() ? 0 : moved;
    }

    boolean mayRead() {
        return access != WRITE_ONLY;
    }

    boolean mayWrite() {
        return access != READ_ONLY;
    }
}
