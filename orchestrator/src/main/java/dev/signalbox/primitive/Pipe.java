package dev.signalbox.primitive;

import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Errno;
import dev.signalbox.trace.Op;
import java.util.Objects;

/**
 * A pipe or FIFO as Linux keeps it: a queue of page slots, and how many hold each end.
 *
 * <p>Its room is counted in slots, not in bytes: what was read from the front of a slot is no room. A write puts
 * {@code n mod 4096} bytes into the last slot where they fit behind what is there, and opens a new slot for each page
 * of the rest; so up to PIPE_BUF bytes go in whole or not at all. After fs/pipe.c of Linux 5.5 to 6.18, and held
 * against the kernel by PipeAgainstKernelIT. Not covered: packets (O_DIRECT), pages of another size than 4096 bytes, O_NONBLOCK
 * that is set while a thread sleeps.
 *
 * <p>Ends are counted as descriptors. The kernel counts open file descriptions; none is left when no descriptor is, but
 * for one in which another thread still sleeps.
 */
public final class Pipe implements State {
    public static final int PAGE_BYTES = Slots.PAGE_BYTES;

    /** What a pipe holds that nobody resized. */
    public static final int DEFAULT_BYTES = 16 * PAGE_BYTES;

    /** The kernel moves no more than this in one call. */
    private static final long MOVED_MAX = 0x7ffff000L;

    private static final long RESIZED_MAX = 1L << 31;

    private final Slots slots;
    private final int readers;
    private final int writers;
    private final long produced;
    private final long consumed;
    /** Null for a pipe that has no name. */
    private final Opens opens;

    private Pipe(Slots slots, int readers, int writers, long produced, long consumed, Opens opens) {
        this.slots = slots;
        this.readers = readers;
        this.writers = writers;
        this.produced = produced;
        this.consumed = consumed;
        this.opens = opens;
    }

    /**
     * An empty pipe.
     *
     * @param capacityBytes what F_GETPIPE_SZ says: a power of two of pages
     * @param readers open read ends; one that is O_RDWR counts here and as a writer
     */
    public static Pipe create(int capacityBytes, int readers, int writers) {
        return new Pipe(slots(capacityBytes), notNegative(readers), notNegative(writers), 0, 0, null);
    }

    /** A FIFO; {@code readers} and {@code writers} have it open already. */
    public static Pipe createFifo(int capacityBytes, int readers, int writers) {
        return new Pipe(
                slots(capacityBytes), notNegative(readers), notNegative(writers), 0, 0, new Opens(readers, writers));
    }

    private static Slots slots(int capacityBytes) {
        int slots = capacityBytes / PAGE_BYTES;
        if (slots * PAGE_BYTES != capacityBytes || Integer.bitCount(slots) != 1) {
            throw new IllegalArgumentException(
                    "capacity: " + capacityBytes + " (expected: a power of two of pages of 4096 bytes)");
        }
        return Slots.empty(slots);
    }

    private static int notNegative(int ends) {
        if (ends < 0) {
            throw new IllegalArgumentException("open ends: " + ends + " (expected: none below 0)");
        }
        return ends;
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
            case REPLACE:
                return close(call);
            case PIPE:
            case PIPE2:
                // One descriptor of each end.
                return new Done(held(Call.READ_WRITE, 1), 0, 0);
            case OPEN:
                return open(call);
            case DUP:
            case DUP2:
            case INHERIT:
                return new Done(held(call.access(), 1), 0, 0);
            case FCNTL:
                return fcntl(call);
            case POLL:
                return poll(call);
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
        if (level() == 0) {
            if (writers == 0) {
                return new Done(this, 0, 0);
            }
            return call.nonblock() ? Done.failed(this, Errno.EAGAIN) : new Waits(this, 0, noun() + " is empty");
        }
        long taken = Math.min(call.arg0(), level());
        return new Done(moved(slots.take(taken), 0, taken), taken, 0);
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
        int merged = call.isNew() ? slots.roomBehindLast((int) (asked % PAGE_BYTES)) : 0;
        long rest = asked - before - merged;
        long room = Math.min(rest, (long) slots.free() * PAGE_BYTES);
        long moved = merged + room;
        Pipe next = moved == 0 ? this : moved(slots.put(merged, (int) room), moved, 0);
        if (moved + before == asked) {
            return new Done(next, asked, 0);
        }
        if (!call.nonblock()) {
            return new Waits(next, moved, next.noRoom());
        }
        return moved + before == 0 ? Done.failed(this, Errno.EAGAIN) : new Done(next, moved + before, 0);
    }

    private String noun() {
        return opens == null ? "the pipe" : "the FIFO";
    }

    /** A pipe whose pages are all in use can hold less than it has room for. */
    private String noRoom() {
        return noun() + (level() == capacityBytes() ? " is full" : " has no free page");
    }

    private Pipe moved(Slots next, long in, long out) {
        return new Pipe(next, readers, writers, produced + in, consumed + out, opens);
    }

    /** Who waits for its partner holds its end already; it wakes when the other has been opened since, even if closed again. */
    private Answer open(Call call) {
        int access = call.accessToOpen();
        if (opens == null) {
            // By /proc/PID/fd.
            return new Done(held(access, 1), 0, 0);
        }
        String why = access == Call.READ_ONLY ? "nobody has it open to write" : "nobody has it open to read";
        if (!call.isNew()) {
            boolean isMet = opens.ofOthers(access) >= call.moved();
            return isMet ? new Done(this, 0, 0) : new Waits(this, 0, why);
        }
        if (access == Call.WRITE_ONLY && call.opensNonblocking() && readers == 0) {
            return Done.failed(this, Errno.ENXIO);
        }
        Pipe next = held(access, 1).opened(access);
        boolean isAlone = access == Call.READ_ONLY ? writers == 0 : readers == 0;
        boolean mustWait = access != Call.READ_WRITE && !call.opensNonblocking() && isAlone;
        return mustWait ? new Waits(next, 1 + opens.ofOthers(access), why) : new Done(next, 0, 0);
    }

    private Pipe opened(int access) {
        return new Pipe(slots, readers, writers, produced, consumed, opens.plus(access));
    }

    @Override
    public State givenUp(Call call) {
        return call.op() == Op.OPEN && !call.isNew() ? held(call.accessToOpen(), -1) : this;
    }

    @Override
    public State foreign() {
        return new Foreign(capacityBytes(), readers, writers, produced, consumed, Foreign.UNKNOWN, level());
    }

    private Answer close(Call call) {
        boolean isThere = readers >= (call.mayRead() ? 1 : 0) && writers >= (call.mayWrite() ? 1 : 0);
        return isThere ? new Done(held(call.access(), -1), 0, 0) : Done.failed(this, Errno.EBADF);
    }

    /** With more or fewer descriptors; a FIFO that nobody has open any more forgets all. */
    private Pipe held(int access, int more) {
        int toRead = readers + (access != Call.WRITE_ONLY ? more : 0);
        int toWrite = writers + (access != Call.READ_ONLY ? more : 0);
        if (opens != null && toRead == 0 && toWrite == 0) {
            return new Pipe(Slots.empty(DEFAULT_BYTES / PAGE_BYTES), 0, 0, produced, produced, Opens.NONE);
        }
        return new Pipe(slots, toRead, toWrite, produced, consumed, opens);
    }

    private Answer fcntl(Call call) {
        switch ((int) call.arg0()) {
            case Call.F_DUPFD:
            case Call.F_DUPFD_CLOEXEC:
                return new Done(held(call.access(), 1), 0, 0);
            case Call.F_GETPIPE_SZ:
                return new Done(this, capacityBytes(), 0);
            case Call.F_SETPIPE_SZ:
                return resize(call.arg1());
            default:
                return new Done(this, 0, 0);
        }
    }

    /** EPERM depends on the user and on limits of the machine, so no model knows it. */
    private Answer resize(long bytes) {
        if (bytes < 0 || bytes > RESIZED_MAX) {
            return Done.failed(this, Errno.EINVAL);
        }
        int pages = (int) (Long.highestOneBit(2 * Math.max(PAGE_BYTES, bytes) - 1) / PAGE_BYTES);
        if (pages < slots.used()) {
            return Done.failed(this, Errno.EBUSY);
        }
        Pipe next = new Pipe(slots.resized(pages), readers, writers, produced, consumed, opens);
        return new Done(next, (long) pages * PAGE_BYTES, 0);
    }

    /** As if it asked for all that can happen to its end. */
    private Answer poll(Call call) {
        boolean canRead = call.mayRead() && (level() > 0 || writers == 0);
        boolean canWrite = call.mayWrite() && (slots.free() > 0 || readers == 0);
        if (canRead || canWrite) {
            return new Done(this, 1, 0);
        }
        String why = call.mayRead() ? "there is nothing to read" : noRoom();
        return call.arg0() == 0 ? new Done(this, 0, 0) : new Waits(this, 0, why);
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
        return slots.capacity() * PAGE_BYTES;
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
        return Primitive.cellOfPipe(index, level(), readers, writers);
    }

    @Override
    public long cellMax(int index) {
        return index == 0 ? capacityBytes() : -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pipe
                && slots.equals(((Pipe) other).slots)
                && readers == ((Pipe) other).readers
                && writers == ((Pipe) other).writers
                && produced == ((Pipe) other).produced
                && consumed == ((Pipe) other).consumed
                && Objects.equals(opens, ((Pipe) other).opens);
    }

    @Override
    public int hashCode() {
        int hash = slots.hashCode();
        hash = 31 * hash + readers;
        hash = 31 * hash + writers;
        hash = 31 * hash + Long.hashCode(produced);
        hash = 31 * hash + Long.hashCode(consumed);
        return 31 * hash + Objects.hashCode(opens);
    }

    @Override
    public String toString() {
        return (opens == null ? "pipe of " : "fifo of ") + slots + ", " + readers + " readers, " + writers
                + " writers, " + produced + " in, " + consumed + " out";
    }
}
