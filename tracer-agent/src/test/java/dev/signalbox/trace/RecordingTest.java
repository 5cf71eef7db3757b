package dev.signalbox.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final int READ = Op.READ.id();

    @TempDir
    Path folder;

    private Recording recording() throws Exception {
        return Recording.create(folder.resolve("recording"), List.of(new Recording.Identity(7, 11)));
    }

    @Test
    void wants_onlyTheObjectsItWasMadeFor() throws Exception {
        try (Recording made = recording();
                Recording opened = Recording.open(folder.resolve("recording"))) {
            assertTrue(opened.wants(7, 11));
            assertFalse(opened.wants(7, 12));
            assertFalse(opened.wants(8, 11));
            assertNotNull(made);
        }
    }

    @Test
    void createForPipes_wantsThemBelowTheOrchestratorsOwn() throws Exception {
        Path file = folder.resolve("pipes");
        try (Recording made = Recording.createForPipes(file);
                Recording opened = Recording.open(file);
                Recording listed = recording()) {
            assertEquals(500, made.pipesBelow());
            assertEquals(500, opened.pipesBelow());
            assertEquals(0, listed.pipesBelow());
        }
    }

    @Test
    void open_ofSomethingElse_isRefused() throws Exception {
        Path other = Files.write(folder.resolve("other"), new byte[100]);
        assertThrows(TraceException.class, () -> Recording.open(other));
    }

    @Test
    void enterAndExit_areTwoRecordsOfOneCall() throws Exception {
        try (Recording recording = recording()) {
            TraceWriter writer = TraceWriter.claim(recording, 42);
            TraceReader reader = new TraceReader(recording);
            List<TraceReader.Raw> seen = new ArrayList<>();
            writer.line(3);
            writer.target(5, 16, 7, 11);
            writer.enter(READ, true, 100, 0);
            TraceReader.Doing doing = reader.doing(0);
            assertEquals(42, doing.tid());
            assertEquals(100, doing.call().arg0());
            writer.preview("hello".getBytes(), 0, 5);
            writer.exit(true, 5, 0, -1);
            assertNull(reader.doing(0).call());
            reader.drain(seen::add);
            assertEquals(
                    List.of(Phase.ENTER, Phase.EXIT),
                    seen.stream().map(TraceReader.Raw::phase).toList());
            assertEquals(seen.get(0).call(), seen.get(1).call());
            assertEquals("hello", new String(seen.get(1).preview()));
            assertEquals(11, seen.get(1).inode());
            assertTrue(seen.get(1).endNs() >= seen.get(1).startNs());
            seen.clear();
            reader.drain(seen::add);
            assertEquals(List.of(), seen);
        }
    }

    /** Many threads, many chunks, drained while they write: nothing twice, each thread in order, and what is missing is counted. */
    @Test
    void drain_whileThreadsWrite_takesEveryRecordOnceAndInOrder() throws Exception {
        int threads = 6;
        int calls = 20_000;
        try (Recording recording = recording()) {
            AtomicBoolean started = new AtomicBoolean();
            List<Thread> writers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int tid = t + 1;
                Thread thread = new Thread(() -> {
                    TraceWriter writer = TraceWriter.claim(recording, tid);
                    started.set(true);
                    for (int i = 0; i < calls; i++) {
                        writer.target(3, 0, 7, 11);
                        writer.enter(READ, true, i, 0);
                        writer.exit(true, i, 0, -1);
                        if (i % 64 == 0) {
                            Thread.yield();
                        }
                    }
                });
                writers.add(thread);
                thread.start();
            }
            TraceReader reader = new TraceReader(recording);
            long[] next = new long[threads + 1];
            long[] count = new long[1];
            while (writers.stream().anyMatch(Thread::isAlive)) {
                reader.drain(raw -> check(raw, next, count));
            }
            reader.drain(raw -> check(raw, next, count));
            assertTrue(started.get());
            assertEquals(2L * threads * calls, count[0] + reader.lost());
        }
    }

    private static void check(TraceReader.Raw raw, long[] next, long[] count) {
        boolean enter = raw.phase() == Phase.ENTER;
        long number = enter ? raw.arg0() * 2 : raw.result() * 2 + 1;
        assertTrue(number >= next[raw.tid()], "thread " + raw.tid() + " goes back to " + number);
        next[raw.tid()] = number + 1;
        count[0]++;
    }

    @Test
    void drain_whoseThreadWritesOn_takesNoMoreThanWasThere() throws Exception {
        try (Recording recording = recording()) {
            TraceWriter writer = TraceWriter.claim(recording, 1);
            TraceReader reader = new TraceReader(recording);
            int there = 3 * RecordingLayout.RECORDS_PER_CHUNK / 2;
            write(writer, there);
            int[] taken = new int[1];
            reader.drain(raw -> {
                taken[0]++;
                write(writer, taken[0] < 10_000 ? 2 : 0);
            });
            assertTrue(taken[0] >= there && taken[0] < 10_000, "taken: " + taken[0]);
            assertFalse(reader.isBehind(0));
        }
    }

    @Test
    void drain_ofSoManyChunks_leavesTheRestForTheNext() throws Exception {
        try (Recording recording = recording()) {
            TraceWriter writer = TraceWriter.claim(recording, 1);
            TraceReader reader = new TraceReader(recording);
            int chunk = RecordingLayout.RECORDS_PER_CHUNK;
            write(writer, 5 * chunk / 2);
            List<Integer> taken = new ArrayList<>();
            List<Boolean> behind = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int[] count = new int[1];
                reader.drain(1, raw -> count[0]++);
                taken.add(count[0]);
                behind.add(reader.isBehind(0));
            }
            assertEquals(List.of(chunk, chunk, chunk / 2, 0), taken);
            assertEquals(List.of(true, true, false, false), behind);
        }
    }

    private static void write(TraceWriter writer, int records) {
        for (int i = 0; i < records; i++) {
            writer.enter(Op.NOTE.id(), false, 0, 0);
            writer.exit(false, 0, 0, -1);
        }
    }

    @Test
    void recordsWithoutRoom_areCountedAsLost() throws Exception {
        try (Recording recording = recording()) {
            TraceWriter writer = TraceWriter.claim(recording, 1);
            long capacity = 256L * RecordingLayout.RECORDS_PER_CHUNK;
            for (long i = 0; i < capacity + 10; i++) {
                writer.enter(Op.NOTE.id(), false, 0, 0);
                writer.exit(false, 0, 0, -1);
            }
            assertEquals(10, recording.lost());
        }
    }
}
