package dev.signalbox.analyze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.analyze.Story.Kind;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold of every story that was told of an honest trace. */
final class Laws {
    private final List<Watched> objects;
    private final List<Held> held;
    private final List<Event> taken;
    private final Analysis analysis;
    private final List<Event> steps;
    private final Traffic traffic;
    private int certainEdges;

    Laws(Traffic traffic, Analysis analysis) {
        this.traffic = traffic;
        this.objects = traffic.objects;
        this.held = traffic.held;
        this.taken = traffic.taken;
        this.analysis = analysis;
        this.steps = analysis.events();
    }

    /** How many edges were not inferred. */
    int certainEdges() {
        return certainEdges;
    }

    void hold() {
        assertEquals(0, analysis.divergences(), "divergences");
        threadsKeepTheirOrder();
        instantsLieWithinCallsAndNeverFall();
        resultsFitTheBytesThatAreThere();
        replayIsEqual();
        cellsStayInBounds();
        edgesTileTheStream();
        edgesThatAreNotInferredAreTrue();
    }

    private void threadsKeepTheirOrder() {
        Map<Integer, StringBuilder> recorded = new HashMap<>();
        taken.forEach(e -> note(recorded, e));
        Map<Integer, StringBuilder> told = new HashMap<>();
        steps.stream().filter(e -> !e.has(Event.INFERRED)).forEach(e -> note(told, e));
        recorded.forEach((worker, calls) -> assertEquals(
                calls.toString(), told.getOrDefault(worker, new StringBuilder()).toString(), "worker " + worker));
        assertEquals(
                taken.size(), steps.stream().filter(e -> !e.has(Event.INFERRED)).count());
    }

    private static void note(Map<Integer, StringBuilder> notes, Event e) {
        notes.computeIfAbsent(e.worker(), w -> new StringBuilder())
                .append(e.phase())
                .append(e.opId())
                .append('=')
                .append(e.result())
                .append(' ');
    }

    /** Instants within the intervals imply the order of the intervals: what ended earlier comes first. */
    private void instantsLieWithinCallsAndNeverFall() {
        Map<Long, Integer> entered = new HashMap<>();
        Map<Long, Event> ended = new HashMap<>();
        long last = Long.MIN_VALUE;
        for (int i = 0; i < steps.size(); i++) {
            Event e = steps.get(i);
            assertTrue(e.atNs() >= last, "instants fall at step " + (i + 1));
            last = e.atNs();
            if (e.op() == Op.EXIT || e.has(Event.INFERRED) && e.phase() == Phase.WHOLE || e.phase() == Phase.CUT) {
                continue; // may become known late
            }
            if (e.phase() == Phase.ENTER) {
                assertEquals(e.startNs(), e.atNs(), "ENTER at step " + (i + 1));
                entered.put(e.opId(), i);
            } else if (e.phase() == Phase.PARTIAL) {
                assertTrue(entered.containsKey(e.opId()) && e.atNs() >= e.startNs(), "part at step " + (i + 1));
                assertTrue(!ended.containsKey(e.opId()), "part after its call at step " + (i + 1));
            } else {
                boolean isWithin = e.startNs() <= e.atNs() && e.atNs() <= e.endNs();
                assertTrue(isWithin, "instant of step " + (i + 1) + ": " + e);
                ended.put(e.opId(), e);
            }
        }
    }

    /** Counted once more, without the model. */
    private void resultsFitTheBytesThatAreThere() {
        long[] levels = new long[objects.size()];
        long[] writers = new long[objects.size()];
        held.forEach(h -> writers[h.object()] += h.access());
        Map<Long, Long> parts = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Event e = steps.get(i);
            int o = e.object();
            String step = "step " + (i + 1) + ": " + e;
            if (e.op() == Op.CLOSE && e.phase() == Phase.WHOLE) {
                writers[o] -= e.access();
            } else if (e.op() == Op.FIONREAD) {
                assertEquals(levels[o], e.arg1(), step);
            } else if (e.phase() == Phase.ENTER || e.phase() == Phase.CUT || e.result() < 0) {
                continue;
            } else if (e.op() == Op.READ) {
                assertEquals(Math.min(levels[o], e.arg0()), e.result(), step);
                assertTrue(e.result() > 0 || writers[o] == 0, step);
                levels[o] -= e.result();
            } else if (e.op() == Op.WRITE) {
                long before = e.phase() == Phase.PARTIAL ? 0 : parts.getOrDefault(e.opId(), 0L);
                parts.merge(e.opId(), e.result(), Long::sum);
                levels[o] += e.result() - before;
            }
        }
    }

    private void replayIsEqual() {
        Story again = Analysis.replay(objects, held, Set.of(), steps);
        for (Kind kind : Kind.values()) {
            assertEquals(analysis.count(kind), again.count(kind), kind + " of the replay");
            assertArrayEquals(bytes(analysis, kind), bytes(again, kind), kind + " of the replay");
        }
    }

    private static byte[] bytes(Story story, Kind kind) {
        ByteBuffer rows = Tables.all(story, kind);
        byte[] bytes = new byte[rows.remaining()];
        rows.get(bytes);
        return bytes;
    }

    private void cellsStayInBounds() {
        int step = 0;
        for (Tables.CellRow row : Tables.cells(analysis)) {
            assertTrue(row.step() >= step && row.step() <= steps.size(), "order of cells");
            step = row.step();
            long max = row.cell() == 0 ? objects.get(row.object()).capacity() : held.size();
            assertTrue(row.value() >= 0 && row.value() <= max, "cell " + row);
        }
    }

    private void edgesTileTheStream() {
        long[] offsets = new long[objects.size()];
        long[] expected = new long[objects.size()];
        int last = 0;
        for (Tables.EdgeRow edge : Tables.edges(analysis)) {
            assertTrue(edge.fromStep() < edge.toStep() && edge.toStep() >= last, "order of edges");
            last = edge.toStep();
            assertEquals(offsets[edge.object()], edge.offset(), "gap in the stream");
            offsets[edge.object()] += edge.bytes();
            Event from = steps.get(edge.fromStep() - 1);
            Event to = steps.get(edge.toStep() - 1);
            assertTrue(from.op() == Op.WRITE && from.phase() != Phase.ENTER, "source of " + edge);
            assertTrue(to.op() == Op.READ && to.phase() != Phase.ENTER, "target of " + edge);
        }
        for (Event e : steps) {
            if (e.op() == Op.READ && e.phase() != Phase.ENTER && e.phase() != Phase.CUT && e.result() > 0) {
                expected[e.object()] += e.result();
            }
        }
        assertArrayEquals(expected, offsets, "bytes read");
    }

    private void edgesThatAreNotInferredAreTrue() {
        Map<Long, List<Traffic.Moved>> puts = byCall(traffic.puts);
        Map<Long, List<Traffic.Moved>> takes = byCall(traffic.takes);
        for (Tables.EdgeRow edge : Tables.edges(analysis)) {
            if (edge.kind() == 0) {
                certainEdges++;
                assertTrue(isTrue(puts, edge, edge.fromStep()), "source of " + edge);
                assertTrue(isTrue(takes, edge, edge.toStep()), "target of " + edge);
            }
        }
    }

    private static Map<Long, List<Traffic.Moved>> byCall(List<Traffic.Moved> all) {
        return all.stream().collect(Collectors.groupingBy(Traffic.Moved::opId));
    }

    private boolean isTrue(Map<Long, List<Traffic.Moved>> all, Tables.EdgeRow edge, int step) {
        long opId = steps.get(step - 1).opId();
        long end = edge.offset() + edge.bytes();
        long bytes = all.getOrDefault(opId, List.of()).stream()
                .filter(m -> m.object() == edge.object())
                .mapToLong(m -> Math.max(0, Math.min(m.end(), end) - Math.max(m.offset(), edge.offset())))
                .sum();
        return bytes == edge.bytes();
    }
}
