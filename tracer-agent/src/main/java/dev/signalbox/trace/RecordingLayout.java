package dev.signalbox.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How one worker's recording lies in shared memory, little-endian.
 *
 * <pre>
 * 0        header   0 i64 magic      8 i32 version    12 i32 slots claimed   16 i32 chunks ready   20 i32 chunk hint
 *                  24 i64 records lost               32 i32 objects       36 i32 pipes below
 *                  64 objects: i64 device, i64 inode each
 * 8192     slots    one for each thread, 128 bytes: the call in progress
 *                   0 i32 stage   4 i32 tid    8 i64 call number  16 i64 start ns  24 i32 op      28 i32 fd
 *                  32 i64 arg0   40 i64 arg1  48 i32 flags        52 i32 line      56 i64 device  64 i64 inode
 * 139264   chunks   65536 bytes each, owned by one thread until full, then drained and given back
 *                   0 i32 state   4 i32 slot   8 i32 ordinal of the chunk in its slot; records from 128 on
 *          record   0 i32 kind (0: not written yet; written last)      4 i32 op       8 i64 call number
 *                  16 i64 start ns   24 i64 end ns   32 i64 arg0   40 i64 arg1   48 i64 result   56 i64 device
 *                  64 i64 inode      72 i32 errno    76 i32 fd     80 i32 flags  84 i32 line
 *                  88 i32 preview length             92 36 bytes preview                                (128 bytes)
 * </pre>
 *
 * After Agrona's RecordDescriptor: the drawing, the offsets and the endianness live here and nowhere else.
 */
final class RecordingLayout {
    static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static final long MAGIC = 0x3152_444e_4f43_4552L;
    static final int VERSION = 2;

    static final int SLOTS_CLAIMED = 12;
    static final int CHUNKS_READY = 16;
    static final int CHUNK_HINT = 20;
    static final int LOST = 24;
    static final int OBJECT_COUNT = 32;
    /** Every pipe and FIFO under a number below this is wanted; 0: only the objects of the list. */
    static final int PIPES_BELOW = 36;

    static final int OBJECTS = 64;
    static final int OBJECTS_MAX = 508;

    static final int SLOTS = 8192;
    static final int SLOT_BYTES = 128;
    static final int SLOTS_MAX = 1024;
    static final int SLOT_STAGE = 0;
    static final int SLOT_TID = 4;
    static final int SLOT_CALL = 8;
    static final int SLOT_START = 16;
    static final int SLOT_OP = 24;
    static final int SLOT_FD = 28;
    static final int SLOT_ARG0 = 32;
    static final int SLOT_ARG1 = 40;
    static final int SLOT_FLAGS = 48;
    static final int SLOT_LINE = 52;
    static final int SLOT_DEVICE = 56;
    static final int SLOT_INODE = 64;

    /** The thread is in no recorded call. */
    static final int STAGE_IDLE = 1;
    /** A call begins: its start is being stamped. */
    static final int STAGE_STAMPING = 2;
    /** The slot's fields are whole and the thread is in, or about to enter or to leave, the call. */
    static final int STAGE_IN_CALL = 3;

    static final int CHUNKS = SLOTS + SLOTS_MAX * SLOT_BYTES;
    static final int CHUNK_BYTES = 1 << 16;
    static final int CHUNKS_MAX = 4096;
    static final int CHUNK_STATE = 0;
    static final int CHUNK_SLOT = 4;
    static final int CHUNK_ORDINAL = 8;
    static final int CHUNK_FREE = 0;
    /** Taken, but its owner is not written yet: readers pass over it. */
    static final int CHUNK_CLAIMED = 1;

    static final int CHUNK_OPEN = 2;
    static final int CHUNK_FULL = 3;

    static final int RECORD_BYTES = 128;
    static final int RECORDS = 128;
    static final int RECORDS_PER_CHUNK = (CHUNK_BYTES - RECORDS) / RECORD_BYTES;
    static final int KIND = 0;
    static final int OP = 4;
    static final int CALL = 8;
    static final int START = 16;
    static final int END = 24;
    static final int ARG0 = 32;
    static final int ARG1 = 40;
    static final int RESULT = 48;
    static final int DEVICE = 56;
    static final int INODE = 64;
    static final int ERRNO = 72;
    static final int FD = 76;
    static final int FLAGS = 80;
    static final int LINE = 84;
    static final int PREVIEW_LENGTH = 88;
    static final int PREVIEW = 92;

    static final long FILE_BYTES = CHUNKS + (long) CHUNKS_MAX * CHUNK_BYTES;

    private RecordingLayout() {}

    static int slotAt(int slot) {
        return SLOTS + slot * SLOT_BYTES;
    }

    static int chunkAt(int chunk) {
        return CHUNKS + chunk * CHUNK_BYTES;
    }
}
