package dev.signalbox.trace;

import static dev.signalbox.trace.RecordingLayout.*;

import java.nio.MappedByteBuffer;
import java.util.Arrays;

/**
 * Drains a recording while its threads go on writing, or after they died.
 *
 * <p>Assumptions: one reader, used by one thread. Guarantees: each thread's records come in the order in which it wrote
 * them, once; chunks that were claimed but never opened are passed over.
 */
public final class TraceReader {
    private final Recording recording;
    private final MappedByteBuffer map;
    private final int[] nextOrdinal = new int[SLOTS_MAX];
    private final int[] position = new int[CHUNKS_MAX];
    private final int[] chunkOf = new int[SLOTS_MAX];
    /** Of each thread: the last chunk that this drain takes, as the thread counts them. */
    private final int[] lastOrdinal = new int[SLOTS_MAX];

    private final boolean[] behind = new boolean[SLOTS_MAX];

    public TraceReader(Recording recording) {
        this.recording = recording;
        this.map = recording.map;
        Arrays.fill(chunkOf, -1);
    }

    /** One record as the thread wrote it. */
    public record Raw(
            int slot,
            int tid,
            Phase phase,
            Op op,
            long call,
            long startNs,
            long endNs,
            long arg0,
            long arg1,
            long result,
            int errno,
            int fd,
            int flags,
            int line,
            long device,
            long inode,
            byte[] preview) {}

    /**
     * What a thread is doing now.
     *
     * @param stamping a call begins whose start is not known yet
     * @param call the call in progress, as an ENTER record; null where the thread is in none
     */
    public record Doing(int slot, int tid, boolean stamping, Raw call) {}

    /** Takes records one by one. */
    @FunctionalInterface
    public interface Sink {
        void take(Raw record);
    }

    public int threads() {
        return recording.slots();
    }

    /** What the thread of a slot is doing at this moment. */
    public Doing doing(int slot) {
        int at = slotAt(slot);
        while (true) {
            int stage = (int) INT.getAcquire(map, at + SLOT_STAGE);
            int tid = (int) INT.get(map, at + SLOT_TID);
            if (stage != STAGE_IN_CALL) {
                return new Doing(slot, tid, stage == STAGE_STAMPING, null);
            }
            long call = (long) LONG.getAcquire(map, at + SLOT_CALL);
            Op op = Op.byId((int) INT.get(map, at + SLOT_OP));
            long startNs = (long) LONG.get(map, at + SLOT_START);
            Raw raw = new Raw(
                    slot,
                    tid,
                    Phase.ENTER,
                    op,
                    call,
                    startNs,
                    startNs,
                    (long) LONG.get(map, at + SLOT_ARG0),
                    (long) LONG.get(map, at + SLOT_ARG1),
                    0,
                    0,
                    (int) INT.get(map, at + SLOT_FD),
                    (int) INT.get(map, at + SLOT_FLAGS),
                    (int) INT.get(map, at + SLOT_LINE),
                    (long) LONG.get(map, at + SLOT_DEVICE),
                    (long) LONG.get(map, at + SLOT_INODE),
                    new byte[0]);
            // The fields belong together only if the thread is still in the same call.
            if ((int) INT.getVolatile(map, at + SLOT_STAGE) == STAGE_IN_CALL
                    && (long) LONG.getVolatile(map, at + SLOT_CALL) == call
                    && op != null) {
                return new Doing(slot, tid, false, raw);
            }
        }
    }

    /** Takes all that has been written until now, thread by thread; what is written meanwhile waits for the next time. */
    public void drain(Sink sink) {
        drain(CHUNKS_MAX, sink);
    }

    /**
     * The same, but no more of one thread than so many chunks hold.
     *
     * <p>Nobody can make it go on: threads that write faster than the sink takes only fill more chunks.
     */
    public void drain(int chunksMax, Sink sink) {
        int ready = (int) INT.getAcquire(map, CHUNKS_READY);
        recording.makeRoom(look(ready));
        for (int slot = 0; slot < SLOTS_MAX; slot++) {
            int first = chunkOf[slot] == -1 ? nextOrdinal[slot] : nextOrdinal[slot] - 1;
            behind[slot] = lastOrdinal[slot] - first >= chunksMax;
            lastOrdinal[slot] = behind[slot] ? first + chunksMax - 1 : lastOrdinal[slot];
        }
        boolean again = true;
        while (again) {
            again = false;
            for (int chunk = 0; chunk < ready; chunk++) {
                int at = chunkAt(chunk);
                int state = (int) INT.getAcquire(map, at + CHUNK_STATE);
                if (state == CHUNK_FREE || state == CHUNK_CLAIMED) {
                    continue;
                }
                int slot = (int) INT.get(map, at + CHUNK_SLOT);
                if (chunkOf[slot] != chunk) {
                    int ordinal = (int) INT.get(map, at + CHUNK_ORDINAL);
                    boolean isNext = chunkOf[slot] == -1 && ordinal == nextOrdinal[slot];
                    if (!isNext || ordinal > lastOrdinal[slot]) {
                        continue;
                    }
                    chunkOf[slot] = chunk;
                    nextOrdinal[slot]++;
                    position[chunk] = 0;
                }
                if (drainChunk(chunk, at, slot, sink)) {
                    // This thread's next chunk may have a lower number, already passed in this round.
                    again = true;
                }
            }
        }
    }

    /** Sees how far each thread has got; gives how many chunks are claimed. */
    private int look(int ready) {
        Arrays.fill(lastOrdinal, -1);
        int inUse = 0;
        for (int chunk = 0; chunk < ready; chunk++) {
            int at = chunkAt(chunk);
            int state = (int) INT.getAcquire(map, at + CHUNK_STATE);
            inUse += state == CHUNK_FREE ? 0 : 1;
            if (state != CHUNK_FREE && state != CHUNK_CLAIMED) {
                int slot = (int) INT.get(map, at + CHUNK_SLOT);
                lastOrdinal[slot] = Math.max(lastOrdinal[slot], (int) INT.get(map, at + CHUNK_ORDINAL));
            }
        }
        return inUse;
    }

    /** Whether the last drain left records of this thread that had been written when it began. */
    public boolean isBehind(int slot) {
        return behind[slot];
    }

    /** Whether the chunk was drained to its end and given back. */
    private boolean drainChunk(int chunk, int at, int slot, Sink sink) {
        int tid = (int) INT.get(map, slotAt(slot) + SLOT_TID);
        while (position[chunk] < RECORDS_PER_CHUNK) {
            int record = at + RECORDS + position[chunk] * RECORD_BYTES;
            int kind = (int) INT.getAcquire(map, record + KIND);
            if (kind == 0) {
                return false;
            }
            sink.take(read(record, slot, tid, Phase.byCode(kind - 1)));
            position[chunk]++;
        }
        if ((int) INT.getAcquire(map, at + CHUNK_STATE) != CHUNK_FULL) {
            return false;
        }
        for (int i = 0; i < RECORDS_PER_CHUNK; i++) {
            INT.set(map, at + RECORDS + i * RECORD_BYTES + KIND, 0);
        }
        chunkOf[slot] = -1;
        INT.setRelease(map, at + CHUNK_STATE, CHUNK_FREE);
        return true;
    }

    private Raw read(int at, int slot, int tid, Phase phase) {
        int length = Math.max(0, Math.min(Event.PREVIEW_MAX, (int) INT.get(map, at + PREVIEW_LENGTH)));
        byte[] preview = new byte[length];
        map.get(at + PREVIEW, preview);
        return new Raw(
                slot,
                tid,
                phase,
                Op.byId((int) INT.get(map, at + OP)),
                (long) LONG.get(map, at + CALL),
                (long) LONG.get(map, at + START),
                (long) LONG.get(map, at + END),
                (long) LONG.get(map, at + ARG0),
                (long) LONG.get(map, at + ARG1),
                (long) LONG.get(map, at + RESULT),
                (int) INT.get(map, at + ERRNO),
                (int) INT.get(map, at + FD),
                (int) INT.get(map, at + FLAGS),
                (int) INT.get(map, at + LINE),
                (long) LONG.get(map, at + DEVICE),
                (long) LONG.get(map, at + INODE),
                preview);
    }

    /** Records that found no room so far. */
    public long lost() {
        return recording.lost();
    }
}
