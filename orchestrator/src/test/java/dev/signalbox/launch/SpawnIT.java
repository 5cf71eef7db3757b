package dev.signalbox.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.kernel.Children;
import dev.signalbox.kernel.Proc;
import dev.signalbox.kernel.Signals;
import dev.signalbox.scenario.Parsed;
import dev.signalbox.scenario.ScenarioParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that other workers start: real children of theirs, whose end the orchestrator learns all the same. */
class SpawnIT {
    private static final String FAMILY =
            """
            objects:
              p: { pipe: {} }
            workers:
              child:
                count: 2
                steps:
                  - close(p[0])
                  - write(p[1], "x") = 1
                  - print(i, " of ", getppid() == parent, " ", said, "\\n")
                  - exit(3 + i)
              grandchild:
                steps:
                  - write(p[1], "y") = 1
              upper:
                java: dev.signalbox.launch.Upper
                arguments: ["${said} ${p[0]} "]
                stdout: p[1]
              count:
                exec: [wc, -c]
                holds: p[0]
                stdin: p[0]
              middle:
                steps:
                  - g = spawn(grandchild)
                  - waitpid(g, status, 0)
                  - exit(WEXITSTATUS(status))
              sleeper:
                steps:
                  - sleep(60)
              parent:
                holds: p
                steps:
                  - parent = getpid()
                  - said = "hällo"
                  - a = spawn(child[0])
                  - b = spawn(child[1])
                  - waitpid(b, status, 0)
                  - assert(WIFEXITED(status) && WEXITSTATUS(status) == 4)
                  - waitpid(a, status, 0)
                  - assert(WEXITSTATUS(status) == 3)
                  - waitpid(a, status, 0) = -1 ECHILD
                  - m = spawn(middle)
                  - waitpid(m, status, 0)
                  - assert(status == 0)
                  - s = spawn(sleeper)
                  - kill(s, SIGKILL)
                  - waitpid(s, status, 0)
                  - assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
                  - u = spawn(upper)
                  - waitpid(u, status, 0)
                  - c = spawn(count)
                  - close(p[0])
                  - close(p[1])
                  - waitpid(c, status, 0)
              sibling:
                steps:
                  - waitpid(pid(parent), status, 0) = -1 ECHILD
            """;

    private static final String ORPHANS =
            """
            objects:
              p: { pipe: {} }
              q: { pipe: {} }
            workers:
              early:
                steps:
                  - exit(5)
              late:
                holds: p[0]
                steps:
                  - read(p[0], 1) = 0
                  - exit(6)
              native:
                exec: [sh, -c, "read a; exit 7"]
                holds: p[0]
                stdin: p[0]
              parent:
                holds: p
                steps:
                  - spawn(early)
                  - spawn(late)
                  - spawn(native)
                  - exit(1)
              other:
                holds: [ "p[1]", "q[0]" ]
                steps:
                  - read(q[0], 1)
              trigger:
                holds: q[1]
                steps:
                  - sleep(0.001)
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void findPrograms() {
        System.setProperty(Programs.PROPERTY, Path.of("target", "test-classes").toString());
    }

    @AfterEach
    void forgetPrograms() {
        System.clearProperty(Programs.PROPERTY);
    }

    @Test
    void family_waitsForItsOwnChildren_andForNobodyElses() throws Exception {
        List<String> started = Collections.synchronizedList(new ArrayList<>());
        try (Launch launch = prepare(FAMILY)) {
            assertEquals(
                    2, launch.workers().stream().filter(WorkerProcess::started).count());
            launch.onStart(worker -> started.add(worker.name() + " of "
                    + launch.workers().get(worker.parent()).name()));
            launch.go();
            assertEnd(launch, "parent", "exited with code 0");
            assertEnd(launch, "sibling", "exited with code 0");
            assertEnd(launch, "child[0]", "exited with code 3");
            assertEnd(launch, "child[1]", "exited with code 4");
            assertEnd(launch, "grandchild", "exited with code 0");
            assertEnd(launch, "middle", "exited with code 0");
            assertEnd(launch, "sleeper", "killed by SIGKILL");
            assertEnd(launch, "upper", "exited with code 0");
            assertEnd(launch, "count", "exited with code 0");
            assertTrue(launch.over());
            assertEquals(
                    "0 of true hällo\n",
                    Files.readString(worker(launch, "child[0]").stdout()));
            // x, x, y, and what upper wrote: hällo (6 bytes), 3 and two spaces.
            assertEquals(
                    "12", Files.readString(worker(launch, "count").stdout()).strip());
        }
        assertEquals(
                List.of(
                        "child[0] of parent",
                        "child[1] of parent",
                        "middle of parent",
                        "grandchild of middle",
                        "sleeper of parent",
                        "upper of parent",
                        "count of parent"),
                started);
    }

    @Test
    void orphan_endsAsItEnds_thoughNobodyWaits() throws Exception {
        try (Launch launch = prepare(ORPHANS)) {
            launch.go();
            for (WorkerProcess worker : launch.workers()) {
                assertTrue(worker.ended().await(30, TimeUnit.SECONDS), worker.name());
            }
            assertEnd(launch, "early", "exited with code 5");
            assertEnd(launch, "late", "exited with code 6");
            assertEnd(launch, "native", "exited with code 7");
            assertEnd(launch, "parent", "exited with code 1");
        }
    }

    @Test
    void kill_endsChildrenToo_alsoStoppedOnes() throws Exception {
        String scenario = FAMILY.replace("kill(s, SIGKILL)", "kill(s, SIGSTOP)");
        List<Integer> pids = new ArrayList<>();
        try (Launch launch = prepare(scenario)) {
            launch.go();
            WorkerProcess sleeper = worker(launch, "sleeper");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!isStopped(sleeper.pid()) && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            launch.kill();
            assertEnd(launch, "sleeper", "killed by SIGKILL");
            assertEnd(launch, "parent", "killed by SIGKILL");
            launch.workers().stream().filter(WorkerProcess::started).forEach(w -> pids.add(w.pid()));
        }
        for (int pid : pids) {
            assertTrue(Proc.stat(pid).isEmpty(), () -> "process " + pid + " is left");
            assertTrue(Children.kill(pid, Signals.SIGTERM).failed());
        }
    }

    private static boolean isStopped(int pid) throws IOException {
        return pid != 0 && Proc.stat(pid).filter(stat -> stat.state() == 'T').isPresent();
    }

    private Launch prepare(String text) throws LaunchException, InterruptedException {
        Parsed parsed = ScenarioParser.parse("family.yaml", text);
        assertFalse(parsed.scenario().isEmpty(), () -> parsed.problems().toString());
        return Launch.prepare(parsed.scenario().orElseThrow(), folder, () -> false);
    }

    private static WorkerProcess worker(Launch launch, String name) {
        return launch.workers().stream()
                .filter(w -> w.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertEnd(Launch launch, String name, String end) throws InterruptedException {
        WorkerProcess worker = worker(launch, name);
        assertTrue(worker.ended().await(30, TimeUnit.SECONDS), () -> name + " goes on: " + said(launch));
        assertEquals(end, worker.end().toString(), () -> name + ": " + said(launch));
    }

    private static String said(Launch launch) {
        StringBuilder all = new StringBuilder();
        launch.workers()
                .forEach(w ->
                        all.append(w.name()).append(": ").append(w.stderr()).append('\n'));
        return all.toString();
    }
}
