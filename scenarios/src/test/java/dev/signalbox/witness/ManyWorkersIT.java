package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.analyze.Story;
import dev.signalbox.run.RunInfo;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three writers and two readers on one pipe, beside a worker that is blocked for ever. */
class ManyWorkersIT {
    private static final long BYTES = 300L * (700 + 4096 + 10_000);

    /** Index of the worker that is blocked for ever. */
    private static final int BLOCKED = 5;

    /** The trace's size has to be seen growing so often. */
    private static final int SIZES_MIN = 5;

    @TempDir
    Path folder;

    @Test
    void overlappingWritersAndReaders_areOrderedAsThePipeAllows() throws Exception {
        try (Play play = Product.here().play(Product.testScenario("many-workers.yaml"), folder)) {
            Set<Long> sizes = sizesWhileBlocked(play);
            assertTrue(sizes.size() > SIZES_MIN, () -> "steps did not advance while one was blocked: " + sizes);
            Played played = play.ended();
            List<Event> events = played.events();
            assertDeadlockOf("blocked", played);
            assertEquals(0, played.number("lost"), "records that are missing");
            assertEquals(0, played.number("divergences"), "events that the pipe's model does not allow in this order");
            assertEquals(events.size(), played.number("events"), "steps");
            Story story = played.past().load().story();
            assertEquals(events.size(), story.count(Story.Kind.EVENTS), "steps of the story");
            Levels levels = new Levels(played.past().info(), events);
            levels.assertWithinCapacity();
            levels.assertCells(story);
            Flow flow = new Flow(story, events);
            flow.assertForward();
            assertEquals(BYTES, flow.assertTiles(), "bytes that went through");
            assertTimeRises(events);
            System.out.println("many workers: " + events.size() + " steps, "
                    + Tables.edges(story).size() + " arrows, " + waits(events) + " waits, " + inferred(events)
                    + " parts of big writes");
        }
    }

    /** Sizes that the trace has after the step at which the last worker begins to wait for ever. */
    private static Set<Long> sizesWhileBlocked(Play play) throws Exception {
        Set<Long> sizes = new HashSet<>();
        Await.until("the run has ended", Play.DEADLINE, () -> {
            if (!sizes.isEmpty() || play.eventsSoFar().stream().anyMatch(ManyWorkersIT::isForEver)) {
                sizes.add(play.traceBytes());
            }
            return !play.process().isAlive();
        });
        return sizes;
    }

    private static boolean isForEver(Event e) {
        return e.worker() == BLOCKED && e.op() == Op.READ;
    }

    private static void assertDeadlockOf(String worker, Played played) {
        assertEquals(0, played.exit(), () -> played.result().toString());
        assertEquals("deadlock", played.text("outcome"));
        assertEquals(1, played.result().get("findings").size());
        assertEquals(
                "[\"" + worker + "\"]",
                played.result().get("findings").get(0).get("workers").toString());
        assertTrue(
                played.text("verdict").contains(worker + " waits for ever in read(never[0], 1)"),
                played.text("verdict"));
        for (RunInfo.WorkerInfo w : played.past().info().workers()) {
            if (w.name().equals(worker)) {
                assertNull(w.ended());
            } else {
                assertEquals(new RunInfo.EndInfo("exited", 0, null), w.ended(), w.name());
            }
        }
    }

    private static void assertTimeRises(List<Event> events) {
        for (int i = 1; i < events.size(); i++) {
            assertTrue(events.get(i - 1).atNs() <= events.get(i).atNs(), "instant of step " + (i + 1));
        }
    }

    private static long waits(List<Event> events) {
        return events.stream().filter(e -> e.has(Event.WAITS)).count();
    }

    private static long inferred(List<Event> events) {
        return events.stream().filter(e -> e.has(Event.INFERRED)).count();
    }
}
