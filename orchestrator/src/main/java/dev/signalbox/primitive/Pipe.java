package dev.signalbox.primitive;

import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Errno;
import dev.signalbox.trace.Op;
import java.util.Arrays;

/**
 * A pipe as Linux keeps it: a queue of page slots.
 *
 * <p>Its room is counted in slots, not in bytes: each slot is one page, holds bytes from an offset to an end, and is
 * free again only when its last byte was read. What was read from the front of a slot is no room. A write puts
 * {@code n mod 4096} bytes into the last slot where they fit behind what is there, and opens a new slot for each page
 * of the rest; so up to PIPE_BUF bytes go in whole or not at all. After fs/pipe.c of Linux 5.5 to 6.18, and held
 * against the kernel by PipeAgainstKernelIT. Not covered: packets (O_DIRECT), pages of another size than 4096 bytes.
 *
 * <p>An end is an open file description: closing a descriptor that was duplicated, or in which another thread still
 * sleeps, closes no end.
 */
public final class Pipe implements State {
    public static final int PAGE_BYTES = 4096;

    /** The kernel moves no more than this in one call. */
    private static final long MOVED_MAX = 0x7ffff000L;

    private static final int[] NO_SLOTS = {};

    private final int capacitySlots;
    private final int readers;
    private final int writers;
    /** Bytes of the first slot that are read already; only the first can have any. */
    private final int frontOffset;
    /** Unread bytes of each slot in use, oldest first. Never changed once the object is made. */
    private final int[] lengths;

    private final long produced;
    private final long consumed;

    private Pipe(
            int capacitySlots, int readers, int writers, int frontOffset, int[] lengths, long produced, long consumed) {
        this.capacitySlots = capacitySlots;
        this.readers = readers;
        this.writers = writers;
        this.frontOffset = frontOffset;
        this.lengths = lengths;
        this.produced = produced;
        this.consumed = consumed;
    }

    /**
     * An empty pipe.
     *
     * @param capacityBytes what F_GETPIPE_SZ says: a power of two of pages
     * @param readers open read ends; one that is O_RDWR counts here and as a writer
     */
    public static Pipe create(int capacityBytes, int readers, int writers) {
        int slots = capacityBytes / PAGE_BYTES;
        if (slots * PAGE_BYTES != capacityBytes || Integer.bitCount(slots) != 1) {
            throw new IllegalArgumentException(
                    "capacity: " + capacityBytes + " (expected: a power of two of pages of 4096 bytes)");
        }
        if (readers < 0 || writers < 0) {
            throw new IllegalArgumentException(
                    "open ends: " + readers + " and " + writers + " (expected: none below 0)");
        }
        return new Pipe(slots, readers, writers, 0, NO_SLOTS, 0, 0);
    }

    @Override
    public Answer answer(Call call) {
        switch (call.op()) {
            case READ:
            case READV:
                return read(call);
            case WRITE:
            case WRITEV:
                return write(call);
            case PREAD:
            case PWRITE:
                // Before the access mode is looked at: a pipe has no positions at all.
                return Done.failed(this, call.arg1() < 0 ? Errno.EINVAL : Errno.ESPIPE);
            case LSEEK:
                return Done.failed(this, knownWhence(call.arg1()) ? Errno.ESPIPE : Errno.EINVAL);
            case FIONREAD:
                return new Done(this, 0, 0, level());
            case CLOSE:
                return close(call);
            default:
                throw new IllegalArgumentException(
                        "op on a pipe: " + call.op() + " (expected: one that acts on pipes)");
        }
    }

    private Answer read(Call call) {
        if (!call.mayRead()) {
            return Done.failed(this, Errno.EBADF);
        }
        if (call.arg0() < 0) {
            return Done.failed(this, Errno.EINVAL);
        }
        if (call.arg0() == 0) {
            return new Done(this, 0, 0);
        }
        if (lengths.length == 0) {
            if (writers == 0) {
                return new Done(this, 0, 0);
            }
            return call.nonblock() ? Done.failed(this, Errno.EAGAIN) : new Waits(this, 0, "the pipe is empty");
        }
        long left = call.arg0();
        int emptied = 0;
        while (emptied < lengths.length && left >= lengths[emptied]) {
            left -= lengths[emptied++];
        }
        if (emptied == lengths.length) {
            return taken(NO_SLOTS, 0, call.arg0() - left);
        }
        int[] rest = Arrays.copyOfRange(lengths, emptied, lengths.length);
        rest[0] -= (int) left;
        return taken(rest, (emptied == 0 ? frontOffset : 0) + (int) left, call.arg0());
    }

    private Done taken(int[] rest, int offset, long bytes) {
        return new Done(new Pipe(capacitySlots, readers, writers, offset, rest, produced, consumed + bytes), bytes, 0);
    }

    private Answer write(Call call) {
        if (!call.mayWrite()) {
            return Done.failed(this, Errno.EBADF);
        }
        if (call.arg0() < 0) {
            return Done.failed(this, Errno.EINVAL);
        }
        if (call.arg0() == 0) {
            // Even when nobody can read any more.
            return new Done(this, 0, 0);
        }
        long before = call.movedBefore();
        if (readers == 0) {
            // SIGPIPE comes in both cases.
            return before > 0 ? new Done(this, before, 0) : Done.failed(this, Errno.EPIPE);
        }
        long asked = Math.min(call.arg0(), MOVED_MAX);
        int merged = call.isNew() ? roomBehindLast((int) (asked % PAGE_BYTES)) : 0;
        long rest = asked - before - merged;
        int free = capacitySlots - lengths.length;
        long room = Math.min(rest, (long) free * PAGE_BYTES);
        long moved = merged + room;
        Pipe next = moved == 0 ? this : put(merged, (int) room);
        if (moved + before == asked) {
            return new Done(next, asked, 0);
        }
        if (!call.nonblock()) {
            return new Waits(next, moved, "the pipe has no free page");
        }
        return moved + before == 0 ? Done.failed(this, Errno.EAGAIN) : new Done(next, moved + before, 0);
    }

    /** All of {@code odd} when it fits behind the bytes of the last slot, else 0: it is never split. */
    private int roomBehindLast(int odd) {
        if (lengths.length == 0) {
            return 0;
        }
        int end = (lengths.length == 1 ? frontOffset : 0) + lengths[lengths.length - 1];
        return end + odd <= PAGE_BYTES ? odd : 0;
    }

    private Pipe put(int merged, int paged) {
        int used = lengths.length;
        int[] longer = Arrays.copyOf(lengths, used + (paged + PAGE_BYTES - 1) / PAGE_BYTES);
        if (merged > 0) {
            longer[used - 1] += merged;
        }
        int left = paged;
        for (int i = used; i < longer.length; i++) {
            longer[i] = Math.min(left, PAGE_BYTES);
            left -= longer[i];
        }
        return new Pipe(capacitySlots, readers, writers, frontOffset, longer, produced + merged + paged, consumed);
    }

    private Answer close(Call call) {
        int readersLeft = readers - (call.mayRead() ? 1 : 0);
        int writersLeft = writers - (call.mayWrite() ? 1 : 0);
        if (readersLeft < 0 || writersLeft < 0) {
            return Done.failed(this, Errno.EBADF);
        }
        Pipe next = new Pipe(capacitySlots, readersLeft, writersLeft, frontOffset, lengths, produced, consumed);
        return new Done(next, 0, 0);
    }

    /** A read that got less than it asked for has left nothing; there is no more than it says. */
    @Override
    public State seen(Call call, long result, int errno, long value) {
        boolean isRead = call.op().effect() == Effect.READ && call.arg0() > 0;
        boolean isShort = isRead && (result >= 0 && result < call.arg0() || errno == Errno.EAGAIN.number());
        long left = isShort ? 0 : call.op() == Op.FIONREAD && result == 0 ? value : level();
        if (left >= level()) {
            return this;
        }
        return read(new Call(Op.READ, Call.READ_ONLY, true, level() - left, 0)).next();
    }

    private static boolean knownWhence(long whence) {
        return whence >= 0 && whence <= 4; // SEEK_SET to SEEK_HOLE
    }

    /** Bytes in the pipe. */
    public long level() {
        return produced - consumed;
    }

    public int capacityBytes() {
        return capacitySlots * PAGE_BYTES;
    }

    public int readers() {
        return readers;
    }

    public int writers() {
        return writers;
    }

    @Override
    public long produced() {
        return produced;
    }

    @Override
    public long consumed() {
        return consumed;
    }

    @Override
    public long cell(int index) {
        switch (index) {
            case 0:
                return level();
            case 1:
                return readers;
            case 2:
                return writers;
            default:
                throw new IllegalArgumentException("cell of a pipe: " + index + " (expected: 0 to 2)");
        }
    }

    @Override
    public long cellMax(int index) {
        return index == 0 ? capacityBytes() : -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pipe
                && capacitySlots == ((Pipe) other).capacitySlots
                && readers == ((Pipe) other).readers
                && writers == ((Pipe) other).writers
                && frontOffset == ((Pipe) other).frontOffset
                && produced == ((Pipe) other).produced
                && consumed == ((Pipe) other).consumed
                && Arrays.equals(lengths, ((Pipe) other).lengths);
    }

    @Override
    public int hashCode() {
        int hash = Arrays.hashCode(lengths);
        hash = 31 * hash + frontOffset;
        hash = 31 * hash + readers;
        hash = 31 * hash + writers;
        hash = 31 * hash + Long.hashCode(produced);
        return 31 * hash + Long.hashCode(consumed);
    }

    @Override
    public String toString() {
        return "pipe of " + capacityBytes() + " bytes, slots " + Arrays.toString(lengths) + " from " + frontOffset
                + ", " + readers + " readers, " + writers + " writers, " + produced + " in, " + consumed + " out";
    }
}
