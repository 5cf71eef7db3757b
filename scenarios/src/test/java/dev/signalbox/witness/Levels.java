package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.analyze.Story;
import dev.signalbox.run.RunInfo;
import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fill of every pipe after each step, summed up from the bytes that the rows of a trace tell of. */
final class Levels {
    private static final int LEVEL_CELL = 0;
    /** Their calls return something else than the bytes that libc moved. */
    private static final Set<Op> STREAMS = EnumSet.of(Op.FPUTS, Op.FFLUSH, Op.FGETS, Op.FCLOSE, Op.PCLOSE);

    private final List<Event> events;
    /** After the step of this index, for each object. */
    private final List<long[]> after = new ArrayList<>();

    private final List<RunInfo.ObjectInfo> objects;

    Levels(RunInfo info, List<Event> events) {
        this.events = events;
        this.objects = info.objects();
        long[] level = new long[objects.size()];
        Map<Long, Long> counted = new HashMap<>();
        after.add(level.clone());
        for (Event e : events) {
            long moved = e.object() == Event.NO_OBJECT ? 0 : moved(e);
            if (moved != 0) {
                // What was in before the call returned is part of its result.
                long bytes = e.phase() == Phase.PARTIAL ? moved : moved - counted.getOrDefault(e.opId(), 0L);
                counted.merge(e.opId(), bytes, Long::sum);
                level[e.object()] += bytes;
            }
            after.add(level.clone());
        }
    }

    /** Bytes that went in; less than 0 where they went out. */
    private static long moved(Event e) {
        if (e.phase() == Phase.ENTER || e.phase() == Phase.CUT) {
            return 0;
        }
        boolean isStream = STREAMS.contains(e.op());
        long bytes = Math.max(0, isStream && e.phase() != Phase.PARTIAL ? e.arg1() : e.result());
        if (e.op().effect() == Effect.READ) {
            return -bytes;
        }
        return isStream || e.op().effect() == Effect.WRITE ? bytes : 0;
    }

    /** Nobody can sum up what was moved by calls that were not seen, nor what a FIFO lost when all had closed it. */
    private static boolean isKnown(RunInfo.ObjectInfo object) {
        return !object.foreign() && object.kind().equals("pipe");
    }

    /** No pipe ever holds less than nothing or more than it can. */
    void assertWithinCapacity() {
        for (int step = 0; step < after.size(); step++) {
            for (RunInfo.ObjectInfo object :
                    objects.stream().filter(Levels::isKnown).toList()) {
                long level = after.get(step)[object.index()];
                assertTrue(
                        level >= 0 && level <= object.capacity(),
                        object.name() + " holds " + level + " of " + object.capacity() + " at step " + step);
            }
        }
    }

    /**
     * What a worker was told by FIONREAD is the level at that step.
     *
     * @return how many such steps there were
     */
    int assertWhatWorkersSaw() {
        int asked = 0;
        for (int step = 1; step < after.size(); step++) {
            Event e = events.get(step - 1);
            if (e.op() == Op.FIONREAD && e.result() == 0 && isKnown(objects.get(e.object()))) {
                asked++;
                assertEquals(e.arg1(), after.get(step)[e.object()], "FIONREAD and the level at step " + step);
            }
        }
        return asked;
    }

    /** The cells that the page shows say the same. */
    void assertCells(Story story) {
        Iterator<Tables.Cell> cells = Tables.cells(story).iterator();
        Tables.Cell next = cells.hasNext() ? cells.next() : null;
        long[] shown = new long[objects.size()];
        for (int step = 0; step < after.size(); step++) {
            for (; next != null && next.step() == step; next = cells.hasNext() ? cells.next() : null) {
                if (next.index() == LEVEL_CELL) {
                    shown[next.object()] = next.value();
                }
            }
            for (RunInfo.ObjectInfo object :
                    objects.stream().filter(Levels::isKnown).toList()) {
                long level = after.get(step)[object.index()];
                assertEquals(level, shown[object.index()], "level cell of " + object.name() + " at step " + step);
            }
        }
        assertNull(next, "a cell of no step");
    }
}
