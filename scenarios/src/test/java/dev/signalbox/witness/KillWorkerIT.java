package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.kernel.Arch;
import dev.signalbox.kernel.Proc;
import dev.signalbox.kernel.Sleep;
import dev.signalbox.run.RunInfo;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
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
    private static final int OPS_MAX = 200;
    private static final Path LOOP = Product.testScenario("kill-loop.yaml");
    private static final List<String> WORKERS = List.of("ping", "pong");

    @TempDir
    Path folder;

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
        int ops = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int victim = random.nextInt(WORKERS.size());
            int after = 1 + random.nextInt(OPS_MAX);
            boolean asleep = kill % 2 == 0;
            String name = WORKERS.get(victim);
            Path runs = Files.createDirectory(folder.resolve("kill" + kill));
            Ended ended = end(runs, victim, after, asleep, ProcessHandle::destroyForcibly);
            Event cut = ended.cut();
            String what = name + " after " + after + " ops" + (asleep ? ", asleep" : "") + ", cut "
                    + (cut == null ? "none" : Comparison.text(cut));
            ended.comparison().assertSameCallsUntilTheEndOf(ended.victim().index());
            assertEquals("failed", ended.played().text("outcome"), what);
            assertEquals(
                    new RunInfo.EndInfo("killed", null, "SIGKILL"),
                    ended.victim().ended(),
                    what);
            String verdict = ended.played().text("verdict");
            assertTrue(verdict.contains(name + " was killed by SIGKILL"), what + ": " + verdict);
            assertEquals(cut != null, verdict.contains("whose result is unknown"), what + ": " + verdict);
            boolean isOnPipe = cut != null && cut.object() != Event.NO_OBJECT;
            assertTrue(!asleep || isOnPipe, what + ": it slept in a call, and the trace does not tell");
            inCall += isOnPipe ? 1 : 0;
            returnedUnseen += ended.comparison().returnedUnseen();
            ops += ended.comparison().inTrace();
        }
        System.out.println("kill: " + KILLS + " kills, " + ops + " calls held against strace, " + inCall
                + " kills with a call in the slot, " + returnedUnseen + " of them had returned");
        assertTrue(inCall >= KILLS_IN_A_CALL_MIN, "only " + inCall + " kills hit a call");
    }

    @Test
    void terminatedWorker_exitedWithItsCodeAndWasNotKilled() throws Exception {
        Ended ended = end(Files.createDirectory(folder.resolve("term")), 0, 10, true, ProcessHandle::destroy);
        ended.comparison().assertSameCallsUntilTheEndOf(ended.victim().index());
        assertEquals("failed", ended.played().text("outcome"));
        assertEquals(new RunInfo.EndInfo("exited", 143, null), ended.victim().ended());
        String verdict = ended.played().text("verdict");
        assertTrue(verdict.contains("ping exited with code 143"), verdict);
        assertTrue(!verdict.contains("SIG"), verdict);
    }

    /**
     * Plays the loop and ends one worker.
     *
     * @param after so many of its calls have returned
     * @param asleep the kernel has to prove first that it sleeps in a call
     */
    private static Ended end(Path runs, int victim, int after, boolean asleep, Consumer<ProcessHandle> how)
            throws Exception {
        try (Play play = Product.here().watch(LOOP, runs)) {
            Await.until(WORKERS.get(victim) + " has made " + after + " calls", Play.DEADLINE, () -> {
                List<Event> events = play.eventsSoFar();
                boolean far = events.stream().filter(e -> isReturned(e, victim)).count() >= after;
                return far && (!asleep || sleeps(events, victim));
            });
            int pid = pid(play.eventsSoFar(), victim);
            how.accept(ProcessHandle.of(pid).orElseThrow());
            Played played = play.ended();
            assertEquals(0, played.exit(), () -> "expected to fail: " + played.result());
            assertEquals(0, played.number("lost"), "records that are missing");
            assertEquals(0, played.number("divergences"), "events that the pipe's model does not allow");
            Levels levels = new Levels(played.past().info(), played.events());
            levels.assertWithinCapacity();
            levels.assertCells(played.past().load().story());
            PipeCalls kernel = PipeCalls.read(played.strace(), played.pids());
            Comparison comparison = new Comparison(kernel, played.events());
            return new Ended(played, played.past().info().workers().get(victim), comparison);
        }
    }

    private static boolean isReturned(Event e, int worker) {
        return e.worker() == worker && e.phase() == Phase.EXIT && e.object() != Event.NO_OBJECT;
    }

    private static boolean sleeps(List<Event> events, int worker) {
        Event last = null;
        for (Event e : events) {
            last = e.worker() == worker && e.phase() != Phase.PARTIAL ? e : last;
        }
        return last != null
                && last.phase() == Phase.ENTER
                && last.object() != Event.NO_OBJECT
                && Proc.sleep(pid(events, worker), last.tid(), Arch.current().callNumber(last.op()), last.fd())
                        == Sleep.ASLEEP;
    }

    private static int pid(List<Event> events, int worker) {
        return events.stream()
                .filter(e -> e.op() == Op.START && e.worker() == worker)
                .findFirst()
                .orElseThrow()
                .tid();
    }
}
