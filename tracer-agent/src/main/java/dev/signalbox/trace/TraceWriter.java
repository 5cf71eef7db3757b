package dev.signalbox.trace;

import static dev.signalbox.trace.RecordingLayout.*;

import java.nio.MappedByteBuffer;

/**
 * Appends what one thread does to a recording. Hot: no allocation, no lock, no exception out.
 *
 * <p>Assumptions: used by one thread only. Guarantees: what was appended survives the death of the process, since the
 * pages belong to the kernel; a record is seen whole or not at all, since its kind is written last, with release order.
 * The slot is marked before the start is stamped, so whoever reads an idle slot knows that this thread's next call
 * starts later.
 */
public final class TraceWriter {
    private final Recording recording;
    private final MappedByteBuffer map;
    private final int slot;
    private final int slotAt;
    private int chunkAt = -1;
    private int nextRecord = RECORDS_PER_CHUNK;
    private int chunks;
    private long call;

    private int op;
    private int fd;
    private int flags;
    private int line;
    private long device;
    private long inode;
    private long arg0;
    private long arg1;
    private long startNs;
    private long endNs;
    private final byte[] preview = new byte[Event.PREVIEW_MAX];
    private int previewLength;

    private TraceWriter(Recording recording, int slot, int tid) {
        this.recording = recording;
        this.map = recording.map;
        this.slot = slot;
        this.slotAt = RecordingLayout.slotAt(slot);
        INT.set(map, slotAt + SLOT_TID, tid);
        INT.setRelease(map, slotAt + SLOT_STAGE, STAGE_IDLE);
    }

    /** A writer for the calling thread, or null when the recording has no slot left. */
    public static TraceWriter claim(Recording recording, int tid) {
        int slot = (int) INT.getAndAdd(recording.map, SLOTS_CLAIMED, 1);
        return slot < SLOTS_MAX ? new TraceWriter(recording, slot, tid) : null;
    }

    /** The line of the scenario that the following calls belong to. */
    public void line(int newLine) {
        line = newLine;
    }

    /** Says which descriptor the next call is made on; -1 and zeros for none. */
    public void target(int newFd, int newFlags, long newDevice, long newInode) {
        fd = newFd;
        flags = newFlags;
        device = newDevice;
        inode = newInode;
    }

    /** Keeps the first bytes of what is moved by the call in progress. */
    public void preview(byte[] bytes, int offset, int length) {
        previewLength = Math.max(0, Math.min(length, Event.PREVIEW_MAX));
        System.arraycopy(bytes, offset, preview, 0, previewLength);
    }

    /** A call begins. */
    public void enter(int newOp, boolean blocks, long newArg0, long newArg1) {
        op = newOp;
        arg0 = newArg0;
        arg1 = newArg1;
        call++;
        // Volatile: the mark must be visible before the clock is read, or a reader could take the slot for idle.
        INT.setVolatile(map, slotAt + SLOT_STAGE, STAGE_STAMPING);
        startNs = System.nanoTime();
        LONG.set(map, slotAt + SLOT_CALL, call);
        LONG.set(map, slotAt + SLOT_START, startNs);
        INT.set(map, slotAt + SLOT_OP, op);
        INT.set(map, slotAt + SLOT_FD, fd);
        LONG.set(map, slotAt + SLOT_ARG0, arg0);
        LONG.set(map, slotAt + SLOT_ARG1, arg1);
        INT.set(map, slotAt + SLOT_FLAGS, flags);
        INT.set(map, slotAt + SLOT_LINE, line);
        LONG.set(map, slotAt + SLOT_DEVICE, device);
        LONG.set(map, slotAt + SLOT_INODE, inode);
        if (blocks) {
            append(Phase.ENTER, startNs, 0, 0);
        }
        INT.setRelease(map, slotAt + SLOT_STAGE, STAGE_IN_CALL);
    }

    /** What the call in progress turned out to be. */
    public void op(int newOp) {
        op = newOp;
    }

    /** What the call in progress was given, where that was not known when it began. */
    public void arguments(long newArg0, long newArg1) {
        arg0 = newArg0;
        arg1 = newArg1;
    }

    /** Appends the ENTER record of a call that has returned: only now it is known to be wanted. */
    public void enterLate() {
        int length = previewLength;
        previewLength = 0;
        append(Phase.ENTER, startNs, 0, 0);
        previewLength = length;
    }

    /** The call has returned and turned out to be on nothing that is wanted. */
    public void drop() {
        previewLength = 0;
        INT.setRelease(map, slotAt + SLOT_STAGE, STAGE_IDLE);
    }

    /** The call that has just returned did this, too; its target and arguments are given before. */
    public void also(int newOp, long result) {
        op = newOp;
        call++;
        startNs = endNs;
        previewLength = 0;
        append(Phase.WHOLE, endNs, result, 0);
    }

    /** The call has returned; {@code value} is what came back by pointer, kept as arg1 where it is not below zero. */
    public void exit(boolean blocks, long result, int errno, long value) {
        endNs = System.nanoTime();
        if (value >= 0) {
            arg1 = value;
        }
        append(blocks ? Phase.EXIT : Phase.WHOLE, endNs, result, errno);
        previewLength = 0;
        INT.setRelease(map, slotAt + SLOT_STAGE, STAGE_IDLE);
    }

    private void append(Phase phase, long end, long result, int errno) {
        if (nextRecord == RECORDS_PER_CHUNK && !claimChunk()) {
            recording.lose();
            return;
        }
        int at = chunkAt + RECORDS + nextRecord * RECORD_BYTES;
        nextRecord++;
        INT.set(map, at + OP, op);
        LONG.set(map, at + CALL, call);
        LONG.set(map, at + START, startNs);
        LONG.set(map, at + END, end);
        LONG.set(map, at + ARG0, arg0);
        LONG.set(map, at + ARG1, arg1);
        LONG.set(map, at + RESULT, result);
        LONG.set(map, at + DEVICE, device);
        LONG.set(map, at + INODE, inode);
        INT.set(map, at + ERRNO, errno);
        INT.set(map, at + FD, fd);
        INT.set(map, at + FLAGS, flags);
        INT.set(map, at + LINE, line);
        INT.set(map, at + PREVIEW_LENGTH, previewLength);
        for (int i = 0; i < previewLength; i++) {
            map.put(at + PREVIEW + i, preview[i]);
        }
        INT.setRelease(map, at + KIND, phase.code() + 1);
    }

    private boolean claimChunk() {
        int ready = (int) INT.getAcquire(map, CHUNKS_READY);
        int hint = (int) INT.getVolatile(map, CHUNK_HINT);
        for (int i = 0; i < ready; i++) {
            int chunk = (hint + i) % ready;
            int at = RecordingLayout.chunkAt(chunk);
            if (INT.compareAndSet(map, at + CHUNK_STATE, CHUNK_FREE, CHUNK_CLAIMED)) {
                INT.setVolatile(map, CHUNK_HINT, chunk + 1);
                if (chunkAt >= 0) {
                    INT.setRelease(map, chunkAt + CHUNK_STATE, CHUNK_FULL);
                }
                INT.set(map, at + CHUNK_SLOT, slot);
                INT.set(map, at + CHUNK_ORDINAL, chunks++);
                INT.setRelease(map, at + CHUNK_STATE, CHUNK_OPEN);
                chunkAt = at;
                nextRecord = 0;
                return true;
            }
        }
        return false;
    }
}
