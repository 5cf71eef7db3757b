package dev.signalbox.analyze;

import java.nio.ByteBuffer;

/**
 * What an analysis has made of a trace so far, as rows that only grow.
 *
 * <p>Assumptions: one thread appends. Guarantees: any thread may read; a row that was counted never changes, and cells
 * and edges name no step beyond the events that were counted before them.
 */
public interface Story {
    /**
     * The three tables of rows, each with the size of a row in bytes.
     *
     * <pre>
     * CELLS   0 step u32   4 object u16   6 cell u16   8 value i64   16 zero
     * EDGES   0 from u32   4 to u32   8 object u16   10 kind u16   12 zero   16 offset i64   24 bytes i64
     * </pre>
     *
     * EVENTS are drawn in TraceFormat. The kind of an edge is 0, or 1 where it is inferred: a call at one of its ends
     * overlapped another thread's with the same effect, so the bytes could have gone another way.
     */
    enum Kind {
        EVENTS(128),
        CELLS(24),
        EDGES(32);

        private final int rowBytes;

        Kind(int rowBytes) {
            this.rowBytes = rowBytes;
        }

        public int rowBytes() {
            return rowBytes;
        }
    }

    /** How many rows there are by now. */
    int count(Kind kind);

    /** Rows {@code from} (inclusive) to {@code to} (exclusive), little-endian; the caller only reads. */
    ByteBuffer rows(Kind kind, int from, int to);

    /** Whether nothing more will come. */
    boolean ended();
}
