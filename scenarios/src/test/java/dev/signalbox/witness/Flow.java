package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.analyze.Story;
import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Phase;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The arrows of a story: which bytes went in at which step, and came out at which. */
final class Flow {
    private final List<Tables.Edge> edges;
    private final List<Event> events;

    Flow(Story story, List<Event> events) {
        this.edges = Tables.edges(story);
        this.events = events;
    }

    /** Every arrow goes forward, from a row that put bytes in to one that took bytes out of the same object. */
    void assertForward() {
        for (Tables.Edge edge : edges) {
            assertTrue(edge.fromStep() < edge.toStep(), () -> "not forward: " + edge);
            Event from = events.get(edge.fromStep() - 1);
            Event to = events.get(edge.toStep() - 1);
            assertEquals(Effect.WRITE, from.op().effect(), () -> "begins at " + from.op() + ": " + edge);
            assertEquals(Effect.READ, to.op().effect(), () -> "ends at " + to.op() + ": " + edge);
            assertEquals(edge.object(), from.object(), () -> "object at the beginning: " + edge);
            assertEquals(edge.object(), to.object(), () -> "object at the end: " + edge);
        }
    }

    /**
     * The arrows tile each object's stream: what was read is there once, from the first byte on; each read got just
     * what it returned, and no write gave more than it did.
     *
     * @return bytes that were read
     */
    long assertTiles() {
        Map<Integer, Long> ends = new HashMap<>();
        Map<Integer, Long> got = new HashMap<>();
        Map<Long, Long> gave = new HashMap<>();
        edges.stream().sorted(Comparator.comparingLong(Tables.Edge::offset)).forEach(edge -> {
            long end = ends.getOrDefault(edge.object(), 0L);
            assertEquals(end, edge.offset(), () -> "where the bytes before end: " + edge);
            assertTrue(edge.bytes() > 0, () -> "no bytes: " + edge);
            ends.put(edge.object(), edge.offset() + edge.bytes());
            got.merge(edge.toStep(), edge.bytes(), Long::sum);
            gave.merge(events.get(edge.fromStep() - 1).opId(), edge.bytes(), Long::sum);
        });
        long read = 0;
        for (int step = 1; step <= events.size(); step++) {
            Event e = events.get(step - 1);
            boolean returned = e.phase() == Phase.EXIT && e.object() != Event.NO_OBJECT && e.result() > 0;
            if (returned && e.op().effect() == Effect.READ) {
                assertEquals(e.result(), got.getOrDefault(step, 0L), "bytes that the read at step " + step + " got");
                read += e.result();
            } else if (returned && e.op().effect() == Effect.WRITE) {
                long given = gave.getOrDefault(e.opId(), 0L);
                assertTrue(given <= e.result(), "the write at step " + step + " gave " + given);
            }
        }
        assertEquals(read, ends.values().stream().mapToLong(Long::longValue).sum(), "bytes of all arrows");
        return read;
    }
}
