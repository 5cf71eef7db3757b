package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.run.RunInfo;
import dev.signalbox.scenario.ScenarioParser;
import dev.signalbox.scenario.WorkerDeclaration;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any worker of any scenario, also a program that is not Java, ended from outside after a random number of ops. */
class KillAnyIT {
    private static final int KILLS = Boolean.getBoolean("long") ? 50 : 5;
    private static final int TRIES_MAX = 20 * KILLS;
    private static final int OPS_MAX = 12;

    private static final RunInfo.EndInfo KILLED = new RunInfo.EndInfo("killed", null, "SIGKILL");

    @TempDir
    Path folder;

    @Test
    void killedWorker_isNamedByTheVerdict() throws Exception {
        long seed = System.nanoTime();
        System.out.println("kill any: seed " + seed);
        Random random = new Random(seed);
        List<Path> scenarios = Product.scenarios();
        int kills = 0;
        int natives = 0;
        int tries = 0;
        for (; kills < KILLS && tries < TRIES_MAX; tries++) {
            Path scenario = scenarios.get(random.nextInt(scenarios.size()));
            List<WorkerDeclaration> workers =
                    ScenarioParser.parse(scenario).scenario().orElseThrow().workers();
            int victim = random.nextInt(workers.size());
            int ops = random.nextInt(OPS_MAX);
            Path runs = Files.createDirectory(folder.resolve("try" + tries));
            if (kill(scenario, runs, victim, ops)) {
                kills++;
                natives += isNative(workers.get(victim)) ? 1 : 0;
            }
        }
        System.out.println("kill any: " + kills + " kills, " + natives + " of them of programs, in " + tries + " runs");
        assertEquals(KILLS, kills, "kills that hit a worker before its end");
    }

    private static boolean isNative(WorkerDeclaration worker) {
        return worker.program().getClass().getSimpleName().equals("NativeProgram");
    }

    /** Whether the worker was still there to be killed. */
    private static boolean kill(Path scenario, Path runs, int victim, int ops) throws Exception {
        try (Play play = Product.here().play(scenario, runs)) {
            Await.until(
                    "worker " + victim + " of " + scenario + " has made " + ops + " calls",
                    Play.DEADLINE,
                    () -> !play.process().isAlive() || hasMade(play.eventsSoFar(), victim, ops));
            play.eventsSoFar().stream()
                    .filter(e -> e.op() == Op.START && e.worker() == victim)
                    .findFirst()
                    .flatMap(start -> ProcessHandle.of(start.tid()))
                    .filter(worker -> play.process().isAlive())
                    .ifPresent(ProcessHandle::destroyForcibly);
            Played played = play.ended();
            RunInfo.WorkerInfo worker = played.past().info().workers().get(victim);
            String what = scenario.getFileName() + ", " + worker.name() + " after " + ops + " calls: "
                    + played.text("verdict");
            if (!KILLED.equals(worker.ended())) {
                return false;
            }
            // Around a call that was cut short the order is not always found: said, and not held against the run.
            System.out.println("kill any: " + what + " Not explained: " + played.number("divergences"));
            assertTrue(played.text("verdict").contains(worker.name() + " was killed by SIGKILL"), what);
            assertEquals(0, played.number("lost"), "records that are missing; " + what);
            return true;
        }
    }

    private static boolean hasMade(List<Event> events, int worker, int ops) {
        boolean started = events.stream().anyMatch(e -> e.op() == Op.START && e.worker() == worker);
        return started
                && events.stream().filter(e -> e.worker() == worker && e.ends()).count() >= ops;
    }
}
