package dev.signalbox.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.kernel.Proc;
import dev.signalbox.kernel.Signals;
import dev.signalbox.scenario.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are programs, of the system and of Java, from their start until nothing of them is left. */
class LaunchIT {
    private static final End P0 = new End("p", End.READ);
    private static final End P1 = new End("p", End.WRITE);
    private static final End Q0 = new End("q", End.READ);
    private static final End Q1 = new End("q", End.WRITE);

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
    void filters_areConnectedByPipes_andEndWithTheFirst() throws Exception {
        Cast cast = new Cast()
                .pipe("p")
                .pipe("q")
                .exec("printf", null, P1, "printf", "eins\nzwei\n%s\n", "drü")
                .java("upper", P0, Q1, Upper.class.getName(), "null\n")
                .exec("wc", Q0, null, "wc", "-l");
        try (Launch launch = prepare(cast)) {
            assertEquals(
                    List.of("printf p[1] 1", "upper p[0] 0", "upper q[1] 1", "wc q[0] 0"),
                    launch.holdings().stream()
                            .map(h -> launch.workers().get(h.worker()).name() + " " + h.end() + " " + h.fd())
                            .toList());
            assertFalse(launch.workers().get(0).started());
            assertTrue(launch.workers().get(1).started());
            assertNull(launch.workers().get(0).recording());
            assertEquals(
                    Map.of("printf", "exited with code 0", "upper", "exited with code 0", "wc", "exited with code 0"),
                    ends(launch));
            assertEquals("4", Files.readString(launch.workers().get(2).stdout()).strip());
        }
        assertEquals(List.of(), left());
    }

    @Test
    void javaProgram_thatThrows_endsAsItWouldAlone() throws Exception {
        Cast cast = new Cast().java("upper", null, null, Upper.class.getName(), "a", "wrong");
        try (Launch launch = prepare(cast)) {
            assertEquals(Map.of("upper", "exited with code 1"), ends(launch));
            WorkerProcess upper = launch.workers().get(0);
            assertTrue(
                    upper.stderr().startsWith("Exception in thread \"main\" java.lang.IllegalStateException: wrong"));
            assertEquals("a", Files.readString(upper.stdout()));
        }
    }

    @Test
    void fifo_liesWhereTheWorkersWork() throws Exception {
        Cast cast = new Cast()
                .fifo("requests")
                .exec("reader", null, null, "cat", "requests")
                .exec("writer", null, null, "sh", "-c", "stat -c %a . .. requests >&2; echo hello >requests; exit 3");
        try (Launch launch = prepare(cast)) {
            assertEquals(65536, launch.objects().get(0).capacity());
            assertEquals(Map.of("reader", "exited with code 0", "writer", "exited with code 3"), ends(launch));
            assertEquals("hello\n", Files.readString(launch.workers().get(0).stdout()));
            assertTrue(
                    launch.workers().get(1).stderr().endsWith("\n700\n600\n"),
                    launch.workers().get(1).stderr());
        }
        assertEquals(List.of(), left());
    }

    @Test
    void whatAProgramLeavesRunning_isKilledWithTheRun() throws Exception {
        Cast cast = new Cast()
                .exec("leaves", null, null, "sh", "-c", "sleep 1000 & echo $!")
                .exec("hides", null, null, "sh", "-c", "env -i sleep 1000 & echo $!")
                .exec("escapes", null, null, "sh", "-c", "setsid sleep 1000 & echo $!");
        List<Integer> left;
        try (Launch launch = prepare(cast)) {
            ends(launch);
            left = launch.workers().stream().map(LaunchIT::printed).toList();
            for (int pid : left) {
                assertEquals(
                        ProcessHandle.current().pid(),
                        Proc.stat(pid).orElseThrow().parent());
            }
        }
        for (int pid : left) {
            assertTrue(Proc.stat(pid).isEmpty(), () -> "process " + pid + " is left");
        }
    }

    @Test
    void program_diesOfSigpipe_sinceItsSignalsAreTheDefaults() throws Exception {
        Cast cast = new Cast().pipe("p").exec("yes", null, P1, "yes").exec("head", P0, null, "head", "-c", "3");
        try (Launch launch = prepare(cast)) {
            assertEquals(Map.of("head", "exited with code 0", "yes", "killed by SIGPIPE"), ends(launch));
        }
        assertEquals("SIGPIPE", Signals.name(13));
    }

    @Test
    void program_thatIsNotThere_isToldWithItsPlaceBeforeAnythingStarts() throws IOException {
        Files.createFile(folder.resolve("script"));
        refused(
                "cast.yaml:7:12: no-such-program: ENOENT, not installed (expected: a program in PATH",
                "no-such-program");
        refused(
                "cast.yaml:7:12: " + folder + "/no: ENOENT, not installed (expected: a program at that path",
                folder + "/no");
        String refused = "cast.yaml:7:12: " + folder
                + "/script: EACCES, it is not executable (expected: a program; found: " + folder + "/script; next: ";
        refused(refused + "name a program;", folder + "/script");
        Files.writeString(folder.resolve("script"), "#!/bin/sh\n");
        refused(refused + "chmod +x " + folder + "/script)", folder + "/script");
        refused("cast.yaml:7:12: " + folder + ": EACCES, it is a folder (", folder.toString());
    }

    private void refused(String message, String program) {
        LaunchException refused =
                assertThrows(LaunchException.class, () -> prepare(new Cast().exec("worker", null, null, program)));
        assertTrue(refused.getMessage().startsWith(message), refused.getMessage());
        assertTrue(refused.isInput());
    }

    @Test
    void javaClass_thatIsNotThere_orHasNoMain_isToldWithItsPlace() {
        refusedClass("no.such.Program: no such class (expected: one of ", "no.such.Program");
        String noMain = Upper.NoMain.class.getName();
        refusedClass(noMain + ": no main (expected: public static void main(String[] arguments)", noMain);
        refusedClass("dev/signalbox/launch/Upper: ", "dev/signalbox/launch/Upper");
    }

    private void refusedClass(String message, String name) {
        LaunchException refused =
                assertThrows(LaunchException.class, () -> prepare(new Cast().java("worker", null, null, name)));
        assertTrue(refused.getMessage().startsWith("cast.yaml:8:13: " + message), refused.getMessage());
        assertTrue(refused.isInput());
    }

    private Launch prepare(Cast cast) throws LaunchException, InterruptedException {
        return Launch.prepare(cast.scenario(), folder, () -> false);
    }

    private static Map<String, String> ends(Launch launch) throws Exception {
        launch.go();
        for (WorkerProcess worker : launch.workers()) {
            assertTrue(worker.ended().await(30, TimeUnit.SECONDS), worker.name());
        }
        assertTrue(launch.over());
        return launch.workers().stream()
                .collect(Collectors.toMap(WorkerProcess::name, w -> w.end().toString(), (a, b) -> a, TreeMap::new));
    }

    private static int printed(WorkerProcess worker) {
        try {
            return Integer.parseInt(Files.readString(worker.stdout()).strip());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** Folders of runs of this process. */
    private static List<Path> left() throws IOException {
        String own = Leftovers.mark(0).replaceFirst("0$", "");
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(file -> file.getFileName().toString().startsWith(own))
                    .toList();
        }
    }
}
