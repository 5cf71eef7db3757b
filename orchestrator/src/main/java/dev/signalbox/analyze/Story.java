package dev.signalbox.analyze;

import java.nio.ByteBuffer;

/**
 * What an analysis has made of a trace so far, as rows that only grow.
 *
 * <p>Assumptions: one thread appends. Guarantees: any thread may read; a row that was counted never changes, and cells,
 * edges and holds name no step beyond the events that were counted before them.
 */
public interface Story {
    /** The tables of rows, each with the size of a row in bytes. */
    enum Kind {
        EVENTS(128),
        CELLS(24),
        EDGES(32),
        HOLDS(24);

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
