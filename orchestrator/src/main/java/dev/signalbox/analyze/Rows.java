package dev.signalbox.analyze;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A table of rows of one size that only grows.
 *
 * <p>Assumptions: one thread appends. Guarantees: any thread may read what {@link #count} has counted, without a lock.
 */
final class Rows {
    private static final int CHUNK_ROWS = 4096;

    private final int rowBytes;
    /** Replaced by a longer one, never changed but behind {@link #count}, whose write publishes it. */
    private byte[][] chunks = new byte[16][];

    private ByteBuffer last = ByteBuffer.allocate(0);
    private volatile int count;

    Rows(int rowBytes) {
        this.rowBytes = rowBytes;
    }

    int count() {
        return count;
    }

    /** Where the next row goes: little-endian, all zero, with room for it; {@link #appended} follows. */
    ByteBuffer next() {
        int chunk = count / CHUNK_ROWS;
        if (count % CHUNK_ROWS == 0) {
            if (chunk == chunks.length) {
                chunks = Arrays.copyOf(chunks, chunk * 2);
            }
            chunks[chunk] = new byte[CHUNK_ROWS * rowBytes];
            last = ByteBuffer.wrap(chunks[chunk]).order(ByteOrder.LITTLE_ENDIAN);
        }
        return last.position(count % CHUNK_ROWS * rowBytes);
    }

    /** The row that was written to {@link #next} may be read from now on. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread appends
    void appended() {
        count = count + 1;
    }

    /** A copy of some rows, or a view of them when they lie together. */
    ByteBuffer rows(int from, int to) {
        int counted = count; // before the chunks are looked at
        if (from < 0 || from > to || to > counted) {
            throw new IndexOutOfBoundsException(
                    "rows: " + from + " to " + to + " (expected: within 0 to " + counted + ")");
        }
        byte[][] all = chunks;
        int first = from / CHUNK_ROWS;
        if (from == to) {
            return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
        }
        if (first == (to - 1) / CHUNK_ROWS) {
            return ByteBuffer.wrap(all[first], from % CHUNK_ROWS * rowBytes, (to - from) * rowBytes)
                    .slice()
                    .asReadOnlyBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer copy = ByteBuffer.allocate(Math.multiplyExact(to - from, rowBytes));
        for (int row = from; row < to; ) {
            int end = Math.min(to, (row / CHUNK_ROWS + 1) * CHUNK_ROWS);
            copy.put(all[row / CHUNK_ROWS], row % CHUNK_ROWS * rowBytes, (end - row) * rowBytes);
            row = end;
        }
        return copy.flip().order(ByteOrder.LITTLE_ENDIAN);
    }
}
