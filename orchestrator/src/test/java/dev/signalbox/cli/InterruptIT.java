package dev.signalbox.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.kernel.Children;
import dev.signalbox.kernel.Signals;
import dev.signalbox.run.RunsFolder;
import dev.signalbox.trace.TraceFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However Signalbox is ended, whenever: nothing of it is left. */
class InterruptIT {
    private static final int SIGSTOP = 19;
    /** What is asked for is one second; a machine with much else to do may take longer. */
    private static final long GONE_MS_MAX = 5_000;

    /** Each of the two ways, all in all. */
    private static final int TIMES = Boolean.getBoolean("long") ? 50 : 10;

    private static final long SEED = Long.getLong("seed", System.nanoTime());

    private final Random random = new Random(SEED);
    private long worstMs;

    @TempDir
    Path home;

    private Product product;
    private int starts;
    private boolean unpacks;

    /** Where in the life of a run it is ended. */
    private enum Moment {
        /** From the start of the process on: the JVM, the scenario, the first worker. */
        START("looping.yaml", 0, 600),
        /** The workers' JVMs start. */
        WORKERS("looping.yaml", 0, 400),
        LOOPING("looping.yaml", 0, 300),
        BLOCKED("blocked.yaml", 0, 300),
        END("short.yaml", 0, 250);

        final String scenario;
        final int fromMs;
        final int toMs;

        Moment(String scenario, int fromMs, int toMs) {
            this.scenario = scenario;
            this.fromMs = fromMs;
            this.toMs = toMs;
        }
    }

    @BeforeEach
    void makeScenarios() throws IOException {
        product = new Product(home);
        for (String scenario : List.of("looping.yaml", "blocked.yaml", "short.yaml")) {
            product.copy(scenario);
        }
        System.out.println("seed " + SEED);
    }

    @AfterEach
    void endWhatTheProductLeft() {
        Left.processes(product.temporary()).forEach(pid -> Children.kill(pid, Signals.SIGKILL));
    }

    @Test
    void ctrlC_leavesNothing() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            // A terminal sends it to the whole group, a script to one process.
            endOnce(Moment.values()[i % 5], Signals.SIGINT, i % 2 == 0);
        }
        System.out.println("Ctrl-C, " + TIMES + " times: the last was gone after " + worstMs + " ms at worst");
    }

    @Test
    void sigterm_leavesNothing() throws Exception {
        for (Moment moment : Moment.values()) {
            endOnce(moment, Signals.SIGTERM, false);
        }
    }

    @Test
    void killOfTheOrchestrator_leavesNothing() throws Exception {
        List<Long> pids = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            pids.add(endOnce(Moment.values()[i % 5], Signals.SIGKILL, false));
        }
        System.out.println("kill -9, " + TIMES + " times: the last was gone after " + worstMs + " ms at worst; files "
                + pids.stream().flatMap(pid -> Left.recordings(pid).stream()).toList());
        assertNextStartRemoves(pids);
    }

    @Test
    void killWhileLibrariesAreUnpacked_leavesNothingAfterTheNextStart() throws Exception {
        List<Long> pids = new ArrayList<>();
        unpacks = true;
        for (int i = 0; i < 3; i++) {
            pids.add(endOnce(Moment.WORKERS, Signals.SIGKILL, false));
        }
        System.out.println("kill -9 while libraries are unpacked: files " + Left.files(product.temporary()));
        assertNextStartRemoves(pids);
    }

    @Test
    void whatAnEarlierStartLeft_isRemovedByTheNext() throws Exception {
        long ended = product.say("--version").pid();
        Files.createFile(Path.of("/dev/shm", "signalbox-" + ended + "-1-1-0"));
        Files.createFile(product.temporary().resolve("signalbox-" + ended + "-1.so"));
        // This test lives, but it began at another time.
        long other = ProcessHandle.current().pid();
        Files.createFile(Path.of("/dev/shm", "signalbox-" + other + "-1-1-0"));
        assertNextStartRemoves(List.of(ended, other));
    }

    /** A recording has a name for the millisecond of its making. */
    private void assertNextStartRemoves(List<Long> pids) throws Exception {
        assertEquals(0, product.say("run", "short.yaml", "--headless").exit());
        for (long pid : pids) {
            assertEquals(List.of(), Left.recordings(pid));
        }
        assertEquals(List.of(), Left.files(product.temporary()));
    }

    @Test
    void stoppedWorkers_areGoneWithTheOrchestrator() throws Exception {
        for (int signal : List.of(Signals.SIGKILL, Signals.SIGINT)) {
            Product.Going going = start(Moment.LOOPING);
            awaitMoment(going, Moment.LOOPING);
            for (int worker : workers(going)) {
                Children.kill(worker, SIGSTOP);
            }
            end(going, Moment.LOOPING, signal, false);
        }
    }

    @Test
    void runOfAKilledOrchestrator_isShownAsFarAsItWasWritten() throws Exception {
        Product.Going going = start(Moment.BLOCKED, "--headless");
        awaitMoment(going, Moment.BLOCKED);
        Product.Said live = product.say("export", run().toString());
        assertEquals(0, live.exit(), live.err());
        assertEquals(
                run().toRealPath() + ": no verdict. It still goes on, in process "
                        + going.process().pid() + ". What it had written so far is here.\n",
                live.err());
        end(going, Moment.BLOCKED, Signals.SIGKILL, false);
        Product.Said said = product.say("export", run().toString());
        assertEquals(0, said.exit(), said.err());
        assertTrue(
                said.out().lines().count() >= live.out().lines().count()
                        && !said.out().isEmpty(),
                said.out());
        assertEquals(
                run().toRealPath()
                        + ": no verdict. The orchestrator was killed. What it had written by then is here.\n",
                said.err());
        RunsFolder runs = new RunsFolder(out());
        assertEquals(List.of(run().getFileName().toString()), runs.ids());
        String info = runs.find(run().getFileName().toString()).infoJson();
        assertTrue(info.contains("\"state\":\"ended\"") && info.contains("\"outcome\":null"), info);
        assertTrue(info.contains("\"events\":" + said.out().lines().count() + ","), info);
    }

    @Test
    void ctrlC_endsThePage() throws Exception {
        Product.Going going = start(Moment.END, "--no-browser");
        assertTrue(Product.comesTrue(20_000, () -> info().contains("\"state\":\"ended\"")), this::info);
        end(going, Moment.LOOPING, Signals.SIGINT, true);
    }

    @Test
    void ctrlC_keepsWhatWasSeen() throws Exception {
        Product.Going going = start(Moment.BLOCKED, "--headless", "--json");
        awaitMoment(going, Moment.BLOCKED);
        end(going, Moment.BLOCKED, Signals.SIGINT, false);
        Product.Said said = going.said();
        assertTrue(said.err().startsWith("Interrupted in "), said.err());
        assertTrue(said.out().contains("\"outcome\":\"interrupted\""), said.out());
        assertEquals(0, product.say("export", run().toString()).exit());
    }

    @Test
    void ctrlC_endsACheckOfMany() throws Exception {
        starts++;
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM"));
        command.addAll(product.command(
                List.of(), "check", "short.yaml", "blocked.yaml", "short.yaml", "--out", out().toString()));
        Product.Going going = product.start(command);
        assertTrue(Product.comesTrue(
                20_000, () -> Left.files(out()).size() == 2 && !workers(going).isEmpty()));
        end(going, Moment.BLOCKED, Signals.SIGINT, false);
        assertEquals(
                0,
                Left.files(out()).stream()
                        .filter(run -> run.toString().matches(".*-short-[2-9]"))
                        .count());
    }

    private long endOnce(Moment moment, int signal, boolean wholeGroup) throws Exception {
        Product.Going going = start(moment, "--headless");
        awaitMoment(going, moment);
        end(going, moment, signal, wholeGroup);
        return going.process().pid();
    }

    /** In a session of its own, so that it has a group; with the usual effect of SIGINT, whoever starts this test. */
    private Product.Going start(Moment moment, String... options) throws IOException {
        starts++;
        List<String> command = new ArrayList<>(List.of("setsid", "env", "--default-signal=INT,TERM"));
        String[] run = {"run", moment.scenario, "--out", out().toString()};
        command.addAll(unpacks ? product.bareCommand(List.of(), run) : product.command(List.of(), run));
        command.addAll(List.of(options));
        return product.start(command);
    }

    private void awaitMoment(Product.Going going, Moment moment) throws IOException {
        boolean came = Product.comesTrue(
                20_000,
                () -> !going.process().isAlive()
                        || switch (moment) {
                            case START -> isJava(going);
                            case WORKERS -> !workers(going).isEmpty();
                            case LOOPING, BLOCKED, END -> hasRows();
                        });
        assertTrue(came, moment::toString);
        long ms = moment.fromMs + random.nextInt(moment.toMs - moment.fromMs);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }

    private void end(Product.Going going, Moment moment, int signal, boolean wholeGroup) throws Exception {
        int pid = (int) going.process().pid();
        boolean mayHaveEnded = !going.process().isAlive() || moment == Moment.END;
        long start = System.nanoTime();
        Children.kill(wholeGroup ? -pid : pid, signal);
        assertTrue(
                going.process().waitFor(GONE_MS_MAX, TimeUnit.MILLISECONDS), "runs on after " + Signals.name(signal));
        boolean gone = Product.comesTrue(
                GONE_MS_MAX, () -> Left.processes(product.temporary()).isEmpty());
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        worstMs = Math.max(worstMs, ms);
        System.out.printf(
                "%s at %s: exit %d, gone after %d ms%n",
                Signals.name(signal), moment, going.process().exitValue(), ms);
        String said = going.said().err();
        assertTrue(gone, () -> "left after " + Signals.name(signal) + ": " + Left.processes(product.temporary()));
        int exit = going.process().exitValue();
        assertTrue(exit == 128 + signal || exit == 0 && mayHaveEnded, "exit " + exit + ": " + said);
        assertEquals(-1, said.indexOf("\tat "), said);
        if (signal != Signals.SIGKILL) {
            assertEquals(List.of(), Left.recordings(pid));
            assertEquals(List.of(), Left.files(product.temporary()));
            for (Path run : Left.files(out())) {
                assertTrue(Files.exists(run.resolve("run.json")), "a run that never began: " + Left.files(run) + said);
            }
        }
    }

    private Path out() {
        return home.resolve("runs-" + starts);
    }

    /** The folder of the only run of the last start; one that does not exist where there is none yet. */
    private Path run() {
        List<Path> runs = Left.files(out());
        return runs.isEmpty() ? out().resolve("none") : runs.get(0);
    }

    /** What run.json says; it is replaced at the end of the run. */
    private String info() {
        try {
            return Files.readString(run().resolve("run.json"));
        } catch (IOException notYet) {
            return "";
        }
    }

    private boolean hasRows() {
        return run().resolve("trace.sbx").toFile().length() > TraceFormat.header().length;
    }

    private static boolean isJava(Product.Going going) {
        try {
            Path name = Path.of("/proc", Long.toString(going.process().pid()), "comm");
            return Files.readString(name).equals("java\n");
        } catch (IOException ended) {
            return false;
        }
    }

    private List<Integer> workers(Product.Going going) {
        List<Integer> workers = Left.processes(product.temporary());
        workers.remove((Integer) (int) going.process().pid());
        return workers;
    }
}
