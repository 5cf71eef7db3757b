package dev.signalbox.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.kernel.Children;
import dev.signalbox.kernel.Signals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a run that does not go well is told: outcome, exit code, and where in the scenario. */
class OutcomeIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static String notExpected(String outcome, String expected) {
        return " Not as expected: outcome: " + outcome + " (expected: " + expected + ").\n";
    }

    @TempDir
    Path home;

    private Product product;

    @BeforeEach
    void makeProduct() throws IOException {
        product = new Product(home);
    }

    @AfterEach
    void endWhatTheProductLeft() {
        Left.processes(product.temporary()).forEach(pid -> Children.kill(pid, Signals.SIGKILL));
    }

    @Test
    void failedStep_isToldWithItsPlace() throws Exception {
        String step = "failing.yaml:6:9: read(p[0], 10) returned 3 (expected: 2)";
        JsonNode result = run("failing.yaml", 1, "Failed in N steps. reader exited with code 1: " + step + ".\n");
        assertEquals("failed", result.get("outcome").textValue());
        assertEquals(step + "\n", result.at("/workers/0/stderr").textValue());
    }

    @Test
    void causeIsToldBeforeWhatItBroughtAbout() throws Exception {
        String verdict = run("cause.yaml", 1, null).get("verdict").textValue();
        String cause = "reader exited with code 1: cause.yaml:12:9: read(p[0], 10) returned 3 (expected: 2). "
                + "writer exited with code 1: cause.yaml:9:9: ";
        assertTrue(verdict.startsWith(cause) && verdict.contains("EPIPE") && !verdict.contains("expect:"), verdict);
    }

    @Test
    void wholeLanguage_leavesItsValuesInTheRun() throws Exception {
        JsonNode result = run("language.yaml", 0, null, "--set", "n=4", "--set", "word=ho");
        Path run = Path.of(result.get("run").textValue());
        Path folder = run.isAbsolute() ? run : home.resolve(run);
        assertEquals("total 400 big -7\n", Files.readString(folder.resolve("main.out")));
        assertEquals("hoabc", values(folder, "main").getProperty("line"));
        assertEquals("8", values(folder, "kid[1]").getProperty("me"));
        assertEquals("4", values(folder, "early").getProperty("two.x"));
    }

    /** It is the example of the reference. */
    @Test
    void childWithAnotherExitCode_fitsWhereItIsExpected() throws Exception {
        Path scenario = Path.of("src", "test", "resources", "cli", "child.yaml");
        assertTrue(Files.readString(Path.of("..", "scenarios", "REFERENCE.md")).contains(Files.readString(scenario)));
        assertEquals("completed", run("child.yaml", 0, null).get("outcome").textValue());
    }

    private static Properties values(Path folder, String worker) throws IOException {
        Properties values = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve(worker + ".values"))) {
            values.load(in);
        }
        return values;
    }

    @Test
    void endlessRun_endsWhenTheTimeIsUp() throws Exception {
        JsonNode result = run("looping.yaml", 1, null, "--timeout", "2");
        assertEquals("timeout", result.get("outcome").textValue());
        assertTrue(result.get("durationMs").longValue() >= 2000, result.toString());
    }

    @Test
    void timeout_tellsTheLimitAndWhereEachIs() throws Exception {
        run(
                "standing.yaml",
                1,
                "Timeout in N steps. The time was up. The limit is 2 s (--timeout). c is stopped in sleep in line 5."
                        + " s is in sleep in line 10. n (sleep) is running.\n",
                "--timeout",
                "2");
    }

    @Test
    void threadThatFailed_isNamedAndNotTheCallOfAnother() throws Exception {
        run(
                "threads-failing.yaml",
                1,
                "Failed in N steps. w exited with code 1 because of w.two:"
                        + " threads-failing.yaml:13:11: write(never[1], \"ab\") returned 2 (expected: 1).\n");
    }

    @Test
    void fifo_isNotCalledAPipe() throws Exception {
        run(
                "fifo-deadlock.yaml",
                1,
                "Deadlock in N steps. server waits for ever in read(requests, 1): the FIFO is empty."
                        + " Only server itself still has requests open for writing, so end of file never comes.\n");
    }

    @Test
    void whatWorkersPrint_isToldWhereItIsShort() throws Exception {
        product.copy("printing.yaml");
        Product.Said said = product.say("run", "printing.yaml", "--headless");
        assertTrue(said.err().contains("\na printed:\n  hello\n  world\nrun: "), said.err());
        product.assertNothingIsLeft(said.pid());
    }

    @Test
    void workersThatCanNeverGoOn_areADeadlock() throws Exception {
        JsonNode result = run(
                "deadlock.yaml",
                1,
                "Deadlock in N steps. reader waits for ever in read(p[0], 1): the pipe is empty."
                        + " Only reader itself still holds p[1], so end of file never comes.\n",
                "--timeout",
                "20");
        assertEquals("deadlock", result.get("outcome").textValue());
        assertEquals("orphaned-wait", result.at("/findings/0/type").textValue());
    }

    @Test
    void threadsOfOneWorker_waitForEachOther() throws Exception {
        JsonNode result = run("threads-deadlock.yaml", 0, null);
        assertEquals(1, result.get("findings").size(), result.toString());
        String text = result.at("/findings/0/text").textValue();
        assertTrue(
                text.contains("w.two waits for ever in read(q[0], 1): the pipe is empty."
                        + " Only w.one could write to it, and waits too."),
                text);
        assertTrue(
                text.endsWith("So w.one waits for w.two and w.two for w.one.")
                        || text.endsWith("So w.two waits for w.one and w.one for w.two."),
                text);
    }

    @Test
    void anotherOutcomeThanExpected_isNotMet() throws Exception {
        JsonNode result = run(
                "not-met.yaml", 1, "Completed in N steps. Nobody had to wait." + notExpected("completed", "deadlock"));
        assertEquals("completed", result.get("outcome").textValue());
    }

    @Test
    void check_tellsEachThatIsNotMetAndEachThatIsNoScenario() throws Exception {
        product.copy("failing.yaml");
        product.copy("short.yaml");
        Product.Said said = product.say("check", "failing.yaml", "none.yaml", "short.yaml", "--junit", "results.xml");
        assertEquals(2, said.exit());
        assertEquals("none.yaml: no such file (expected: a scenario file)\n", said.err());
        List<String> lines = said.out().lines().toList();
        assertTrue(lines.get(0).startsWith("FAIL  failing.yaml  failed, "), said.out());
        assertTrue(lines.get(0).contains("failing.yaml:6:9: read(p[0], 10) returned 3 (expected: 2)"), said.out());
        assertEquals("WRONG none.yaml", lines.get(1));
        assertTrue(lines.get(2).startsWith("ok    short.yaml  completed, "), said.out());
        assertEquals("1 as expected, 1 not, 1 file is no scenario", lines.get(3));
        String xml = Files.readString(home.resolve("results.xml"));
        assertTrue(xml.contains("tests=\"2\" failures=\"1\""), xml);
        product.assertNothingIsLeft(said.pid());
    }

    /** @param told all that stands on standard error before the place of the run; null for anything */
    private JsonNode run(String scenario, int exit, String told, String... options) throws Exception {
        product.copy(scenario);
        String[] arguments = new String[options.length + 4];
        System.arraycopy(new String[] {"run", scenario, "--headless", "--json"}, 0, arguments, 0, 4);
        System.arraycopy(options, 0, arguments, 4, options.length);
        Product.Said said = product.say(arguments);
        JsonNode result = JSON.readTree(said.out());
        String run = result.get("run").textValue();
        String place = "run: " + run + "  (show it: ./signalbox show " + run + ")\n";
        assertTrue(said.err().endsWith(place), said.err());
        String text = said.err().substring(0, said.err().length() - place.length());
        if (told != null) {
            assertEquals(told, text.replaceFirst("in \\d+ steps", "in N steps"));
        }
        assertEquals(exit, said.exit());
        product.assertNothingIsLeft(said.pid());
        return result;
    }
}
