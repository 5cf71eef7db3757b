package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.kernel.Arch;
import dev.signalbox.kernel.Children;
import dev.signalbox.kernel.Proc;
import dev.signalbox.kernel.Sleep;
import dev.signalbox.kernel.ThreadStat;
import dev.signalbox.run.RunInfo;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are ended from outside, at a random place of a loop, and what the trace still tells of them. */
class KillWorkerIT {
    private static final int KILLS = 20;
    private static final int KILLS_IN_A_CALL_MIN = 5;
    private static final int CALLS_MAX = 200;
    private static final int CALLS_UNSEEN = 40;
    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;
    private static final Path LOOP = Product.testScenario("kill-loop.yaml");
    private static final List<String> WORKERS = List.of("ping", "pong");

    @TempDir
    Path folder;

    /** When a worker is ended. */
    private enum Moment {
        /** Wherever it is. */
        ANY,
        /** While the kernel proves that it sleeps in a call. */
        ASLEEP,
        /** While the orchestrator is stopped, so that what the worker did last is taken after its death. */
        UNSEEN
    }

    /** A run one of whose workers was ended from outside. */
    private record Ended(Played played, RunInfo.WorkerInfo victim, Comparison comparison) {
        /** The call that its process ended in, null where it was in none. */
        Event cut() throws Exception {
            Event last = null;
            for (Event e : played.events()) {
                last = e.phase() == Phase.CUT && e.worker() == victim.index() ? e : last;
            }
            return last;
        }
    }

    @Test
    void killedWorker_losesNothingThatTheKernelDidBefore() throws Exception {
        long seed = System.nanoTime();
        System.out.println("kill: seed " + seed);
        Random random = new Random(seed);
        int inCall = 0;
        int returnedUnseen = 0;
        int calls = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int victim = random.nextInt(WORKERS.size());
            int after = 1 + random.nextInt(CALLS_MAX);
            Moment moment = Moment.values()[kill % Moment.values().length];
            String name = WORKERS.get(victim);
            Path runs = Files.createDirectory(folder.resolve("kill" + kill));
            Ended ended = end(runs, victim, after, moment, ProcessHandle::destroyForcibly);
            Event cut = ended.cut();
            String what = name + ", " + moment + " after " + after + " calls, cut "
                    + (cut == null ? "none" : CallText.of(cut));
            assertEquals("failed", ended.played().text("outcome"), what);
            assertEquals(
                    new RunInfo.EndInfo("killed", null, "SIGKILL"),
                    ended.victim().ended(),
                    what);
            String verdict = ended.played().text("verdict");
            assertTrue(verdict.contains(name + " was killed by SIGKILL"), what + ": " + verdict);
            assertEquals(cut != null, verdict.contains("whose result is unknown"), what + ": " + verdict);
            inCall += cut != null && cut.object() != Event.NO_OBJECT ? 1 : 0;
            returnedUnseen += ended.comparison().returnedUnseen();
            calls += ended.comparison().inTrace();
        }
        System.out.println("kill: " + KILLS + " kills, " + calls + " calls held against strace, " + inCall
                + " kills with a call in the slot, " + returnedUnseen + " of them had returned");
        assertTrue(inCall >= KILLS_IN_A_CALL_MIN, "only " + inCall + " kills hit a call");
    }

    @Test
    void terminatedWorker_exitedWithItsCodeAndWasNotKilled() throws Exception {
        Path runs = Files.createDirectory(folder.resolve("term"));
        Ended ended = end(runs, 0, 10, Moment.ASLEEP, ProcessHandle::destroy);
        assertEquals("failed", ended.played().text("outcome"));
        assertEquals(new RunInfo.EndInfo("exited", 143, null), ended.victim().ended());
        String verdict = ended.played().text("verdict");
        assertTrue(verdict.contains("ping exited with code 143"), verdict);
        assertTrue(!verdict.contains("SIG"), verdict);
    }

    /**
     * Plays the loop, ends one worker, and holds what the trace tells of it against strace.
     *
     * @param after so many of its calls have returned
     */
    private static Ended end(Path runs, int victim, int after, Moment moment, Consumer<ProcessHandle> how)
            throws Exception {
        try (Play play = Product.here().watch(LOOP, runs)) {
            Await.until(WORKERS.get(victim) + " has made " + after + " calls", Play.DEADLINE, () -> {
                List<Event> events = play.eventsSoFar();
                boolean far = events.stream().filter(e -> isReturned(e, victim)).count() >= after;
                return far && (moment != Moment.ASLEEP || sleeps(events, victim));
            });
            List<Event> events = play.eventsSoFar();
            ProcessHandle worker = ProcessHandle.of(pid(events, victim)).orElseThrow();
            if (moment == Moment.UNSEEN) {
                endUnseen(play, worker, lastOf(events, victim).tid(), how);
            } else {
                how.accept(worker);
            }
            Played played = play.ended();
            assertEquals(0, played.exit(), () -> "expected to fail: " + played.result());
            Comparison comparison = new Comparison(KernelCalls.read(played.strace(), played.pids()), played.events());
            comparison.assertSameCallsUntilTheEndOf(victim);
            assertEquals(0, played.number("lost"), "records that are missing");
            assertEquals(0, played.number("divergences"), "events that the pipe's model does not allow");
            Levels levels = new Levels(played.past().info(), played.events());
            levels.assertWithinCapacity();
            levels.assertCells(played.past().load().story());
            return new Ended(played, played.past().info().workers().get(victim), comparison);
        }
    }

    private static void endUnseen(Play play, ProcessHandle worker, int tid, Consumer<ProcessHandle> how)
            throws Exception {
        int orchestrator = Math.toIntExact(play.orchestrator());
        Children.kill(orchestrator, SIGSTOP);
        long from = Files.size(play.strace());
        Await.until(
                "the worker has made " + CALLS_UNSEEN + " calls more",
                Play.DEADLINE,
                () -> callsSince(play.strace(), from, tid) >= CALLS_UNSEEN);
        how.accept(worker);
        Await.until("it is dead", Play.DEADLINE, () -> Proc.stat(worker.pid())
                .map(ThreadStat::ended)
                .orElse(true));
        Children.kill(orchestrator, SIGCONT);
    }

    private static long callsSince(Path strace, long from, int tid) throws IOException {
        try (InputStream in = Files.newInputStream(strace)) {
            in.skipNBytes(from);
            String since = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return since.lines()
                    .filter(line -> line.startsWith(tid + " ") && line.contains("<pipe:["))
                    .count();
        }
    }

    private static boolean isReturned(Event e, int worker) {
        return e.worker() == worker && e.phase() == Phase.EXIT && e.object() != Event.NO_OBJECT;
    }

    private static boolean sleeps(List<Event> events, int worker) {
        Event last = lastOf(events, worker);
        int call = Arch.current().callNumber(last.op());
        return last.phase() == Phase.ENTER
                && last.object() != Event.NO_OBJECT
                && Proc.sleep(pid(events, worker), last.tid(), call, last.fd()) == Sleep.ASLEEP;
    }

    /** The last that its own thread has recorded. */
    private static Event lastOf(List<Event> events, int worker) {
        return events.stream()
                .filter(e -> e.worker() == worker && !e.has(Event.INFERRED))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private static int pid(List<Event> events, int worker) {
        return events.stream()
                .filter(e -> e.op() == Op.START && e.worker() == worker)
                .findFirst()
                .orElseThrow()
                .tid();
    }
}
