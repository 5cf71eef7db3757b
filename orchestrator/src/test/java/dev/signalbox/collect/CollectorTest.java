package dev.signalbox.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.kernel.End;
import dev.signalbox.kernel.Inode;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import dev.signalbox.trace.Recording;
import dev.signalbox.trace.TraceWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorTest {
    private static final int CALLS = 20_000;
    /** More than a round takes of one thread. */
    private static final int ROUND_MAX = CALLS / 2;

    @TempDir
    Path folder;

    /** Holds what comes against what was said to be over. */
    private static final class Told implements Sink {
        final List<Event> events = new ArrayList<>();
        final List<Long> watermarks = new ArrayList<>();
        long openNs = Long.MAX_VALUE;

        @Override
        public void take(Event e) {
            long watermarkNs = watermarks.isEmpty() ? 0 : watermarks.get(watermarks.size() - 1);
            assertTrue(e.startNs() >= watermarkNs, () -> "came after " + watermarkNs + ": " + e);
            events.add(e);
            openNs = e.phase() == Phase.ENTER ? e.startNs() : Long.MAX_VALUE;
        }

        @Override
        public void advance(long watermarkNs) {
            assertTrue(watermarkNs <= openNs, "a call in flight may have acted by " + watermarkNs);
            watermarks.add(watermarkNs);
        }
    }

    @Test
    void longBacklog_comesInRoundsThatSayUpToWhenItCame() throws Exception {
        try (Recording recording =
                Recording.create(folder.resolve("recording"), List.of(new Recording.Identity(7, 11)))) {
            long startNs = System.nanoTime();
            write(recording);
            End end = new End(false, 0, false);
            long endNs = System.nanoTime();
            Told told = new Told();
            Source source = new Source(0, recording, () -> end, () -> endNs);
            Collector collector =
                    new Collector(List.of(source), List.of(new Inode(7, 11)), (identity, first) -> 0, startNs, told);
            collector.begin();
            int rounds = 0;
            for (; !collector.ended(); rounds++) {
                long came = collector.round();
                assertTrue(came > 0 && came < ROUND_MAX, "in round " + rounds + ": " + came);
            }
            assertEquals(2 * CALLS + 2, told.events.size());
            assertEquals(Op.EXIT, told.events.get(2 * CALLS + 1).op());
            assertEquals(rounds, told.watermarks.stream().distinct().count(), "rounds that went further");
        }
    }

    @Test
    void catchUp_takesAll() throws Exception {
        try (Recording recording =
                Recording.create(folder.resolve("recording"), List.of(new Recording.Identity(7, 11)))) {
            long startNs = System.nanoTime();
            write(recording);
            Told told = new Told();
            Source source = new Source(0, recording, () -> null, () -> 0);
            Collector collector =
                    new Collector(List.of(source), List.of(new Inode(7, 11)), (identity, first) -> 0, startNs, told);
            collector.begin();
            collector.catchUp();
            assertEquals(2 * CALLS + 1, told.events.size());
        }
    }

    @Test
    void fifo_thatIsOpenedAfterItsNameWasDeleted_isAnother() throws Exception {
        try (Recording recording = Recording.create(folder.resolve("recording"), List.of())) {
            long startNs = System.nanoTime();
            TraceWriter writer = TraceWriter.claim(recording, 1);
            byName(writer, Op.OPEN);
            byName(writer, Op.OPEN);
            byName(writer, Op.UNLINK);
            writer.target(3, 0, 7, 11);
            writer.enter(Op.READ.id(), true, 1, 0);
            writer.exit(true, 1, 0, -1);
            byName(writer, Op.OPEN);
            byName(writer, Op.UNLINK);
            byName(writer, Op.MKFIFO);
            byName(writer, Op.OPEN);
            Told told = new Told();
            int[] known = {0};
            Collector collector = new Collector(
                    List.of(new Source(0, recording, () -> null, () -> 0)),
                    List.of(),
                    (identity, first) -> known[0]++,
                    startNs,
                    told);
            collector.begin();
            collector.catchUp();
            assertEquals(
                    "open 0 open 0 unlink 0 read 0 open 1 unlink 1 mkfifo 2 open 2",
                    told.events.stream()
                            .filter(e -> e.ends() && e.op() != Op.START)
                            .map(e -> e.op().call() + " " + e.object())
                            .collect(Collectors.joining(" ")));
        }
    }

    @Test
    void previewOfAnOpen_isForTheFinderOnly() throws Exception {
        try (Recording recording = Recording.create(folder.resolve("recording"), List.of())) {
            TraceWriter writer = TraceWriter.claim(recording, 1);
            writer.preview(new byte[] {'f'}, 0, 1);
            byName(writer, Op.OPEN);
            Told told = new Told();
            List<Integer> found = new ArrayList<>();
            Finder finder = (identity, first) -> {
                found.add(first.preview().length);
                return 0;
            };
            Source source = new Source(0, recording, () -> null, () -> 0);
            Collector collector = new Collector(List.of(source), List.of(), finder, 0, told);
            collector.begin();
            collector.catchUp();
            assertEquals(List.of(1), found);
            assertTrue(told.events.stream().allMatch(e -> e.preview().length == 0));
        }
    }

    private static void byName(TraceWriter writer, Op op) {
        writer.target(-1, 0, 7, 11);
        writer.enter(op.id(), op.blocks(), 0, 0);
        writer.exit(op.blocks(), 0, 0, -1);
    }

    private static void write(Recording recording) {
        TraceWriter writer = TraceWriter.claim(recording, 1);
        for (int i = 0; i < CALLS; i++) {
            writer.target(3, 0, 7, 11);
            writer.enter(Op.READ.id(), true, i, 0);
            writer.exit(true, i, 0, -1);
        }
    }
}
