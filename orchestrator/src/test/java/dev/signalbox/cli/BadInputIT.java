package dev.signalbox.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.signalbox.kernel.Children;
import dev.signalbox.kernel.Signals;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is given to the command line: one message, the right exit code, nothing left. */
class BadInputIT {
    @TempDir
    static Path home;

    private static Product product;

    /** A command line, its exit code, and all that it says. */
    private record Case(int exit, String message, List<String> javaOptions, String... arguments) {
        static Case of(int exit, String message, String... arguments) {
            return new Case(exit, message, List.of(), arguments);
        }

        String name() {
            String line = String.join(" ", arguments);
            return String.join(" ", javaOptions) + " signalbox " + line;
        }
    }

    @BeforeAll
    static void makeFiles() throws Exception {
        product = new Product(home);
        for (String scenario : List.of("short", "failing", "looping", "deadlock", "not-met")) {
            product.copy(scenario + ".yaml");
        }
        Files.createDirectory(home.resolve("folder"));
        Files.writeString(home.resolve("empty.yaml"), "");
        Files.write(home.resolve("binary.yaml"), new byte[] {'a', 0, 'b'});
        Files.writeString(home.resolve("typo.yaml"), "workers:\n  w:\n    steps:\n      - slep(1)\n");
        Files.writeString(home.resolve("file"), "");
        product.keepRun("short.yaml", home.resolve("kept"));
        DamagedRuns.make(home.resolve("kept"), home);
    }

    @AfterAll
    static void endWhatTheProductLeft() {
        Left.processes(product.temporary()).forEach(pid -> Children.kill(pid, Signals.SIGKILL));
    }

    private static Stream<Case> commandLines() {
        return Stream.of(
                Case.of(
                        2,
                        "signalbox: no command (expected: run, show, check, export or reference; next: ./signalbox --help)"),
                Case.of(
                        2,
                        "rum: no such command (expected: run, show, check, export or reference; next: ./signalbox --help)",
                        "rum",
                        "short.yaml"),
                Case.of(2, "--fast: unknown option (next: ./signalbox run --help)", "run", "short.yaml", "--fast"));
    }

    private static Stream<Case> scenarios() {
        return Stream.of(
                Case.of(2, "none.yaml: no such file (expected: a scenario file)", "run", "none.yaml"),
                Case.of(2, "folder: a folder (expected: a scenario file)", "run", "folder"),
                Case.of(2, "FILE: empty (expected: a scenario file)", "run", ""),
                Case.of(2, "empty.yaml: empty (expected: a scenario)", "run", "empty.yaml", "--headless"),
                Case.of(2, "binary.yaml: a binary file (expected: text in UTF-8)", "run", "binary.yaml"),
                Case.of(2, "typo.yaml:4:9: unknown step: slep (did you mean 'sleep'?)", "run", "typo.yaml"),
                Case.of(2, "folder: no scenario in this folder (expected: files ending in .yaml)", "check", "folder"),
                Case.of(
                        2,
                        "--junit: folder (expected: a file that can be written)",
                        "check",
                        "short.yaml",
                        "--junit",
                        "folder"));
    }

    private static Stream<Case> folders() {
        String expected = " (expected: a folder that can be written to)";
        return Stream.of(
                Case.of(2, "--out: file: not a folder" + expected, "run", "short.yaml", "--headless", "--out", "file"),
                Case.of(
                        2,
                        "--out: file/runs: not a directory" + expected,
                        "run",
                        "short.yaml",
                        "--headless",
                        "--out",
                        "file/runs"),
                Case.of(
                        2,
                        "--out: /proc/1: no such file or directory" + expected,
                        "run",
                        "short.yaml",
                        "--headless",
                        "--out",
                        "/proc/1"));
    }

    private static Stream<Case> pastRuns() {
        String next = "; next: run the scenario again)";
        String json = "damaged (expected: the JSON that a run wrote" + next;
        return Stream.of(
                Case.of(2, "runs/none: no run (expected: a folder with run.json)", "show", "none"),
                Case.of(2, "HOME/no/such: no run (expected: a folder with run.json)", "show", "no/such"),
                Case.of(2, "HOME/folder: no run (expected: a folder with run.json)", "show", "folder"),
                Case.of(2, "--format: xml (expected: jsonl)", "export", "kept", "--format", "xml"),
                Case.of(2, "HOME/json-cut/run.json:1:101: " + json, "show", "json-cut"),
                Case.of(2, "HOME/json-null/run.json: " + json, "show", "json-null"),
                Case.of(2, "HOME/json-list/run.json:1:1: " + json, "export", "json-list"),
                Case.of(
                        2,
                        "HOME/json-empty-object/run.json:1:2: run: missing (expected: the name of a folder" + next,
                        "show",
                        "json-empty-object"),
                Case.of(
                        2,
                        "HOME/json-binary/run.json: not UTF-8 (next: run the scenario again)",
                        "show",
                        "json-binary"),
                Case.of(
                        2,
                        "HOME/trace-missing/trace.sbx: no such file or directory (next: run the scenario again)",
                        "show",
                        "trace-missing"),
                Case.of(
                        2,
                        "HOME/trace-empty/trace.sbx: 0 bytes (expected: a header of at least 18" + next,
                        "export",
                        "trace-empty"),
                Case.of(
                        2,
                        "HOME/trace-other/trace.sbx: does not begin with SBXTRACE (expected: a trace of signalbox"
                                + next,
                        "show",
                        "trace-other"),
                Case.of(2, "HOME/trace-newer/trace.sbx: version 120 (expected: 1" + next, "export", "trace-newer"),
                Case.of(
                        2,
                        "HOME/trace-worker/trace.sbx: step 3: worker 7 (expected: less than 2" + next,
                        "show",
                        "trace-worker"));
    }

    private static Stream<Case> machines() {
        return Stream.of(
                new Case(
                        3,
                        "signalbox runs on Linux only (this is Darwin)",
                        List.of("-Dos.name=Darwin"),
                        "run",
                        "short.yaml",
                        "--no-browser"),
                new Case(
                        3,
                        "signalbox knows the processors x86_64 and aarch64 (this is riscv64)",
                        List.of("-Dos.arch=riscv64"),
                        "check",
                        "short.yaml"));
    }

    @TestFactory
    Stream<DynamicTest> wrongCommandLine_isOneMessage() {
        return tests(commandLines());
    }

    @TestFactory
    Stream<DynamicTest> wrongScenario_isOneMessage() {
        return tests(scenarios());
    }

    @TestFactory
    Stream<DynamicTest> wrongFolder_isOneMessage() {
        return tests(folders());
    }

    @TestFactory
    Stream<DynamicTest> wrongRun_isOneMessage() {
        return tests(pastRuns());
    }

    @TestFactory
    Stream<DynamicTest> otherMachine_isOneMessage() {
        return tests(machines());
    }

    @Test
    void portInUse_isOneMessage() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(other.getLocalPort());
            String message = "port " + port + " is in use (next: choose another with --port, or 0 for any)";
            assertSays(Case.of(2, message, "run", "short.yaml", "--port", port));
            assertSays(Case.of(2, message, "show", "kept", "--port", port));
        }
    }

    private static Stream<DynamicTest> tests(Stream<Case> cases) {
        return cases.map(one -> dynamicTest(one.name(), () -> assertSays(one)));
    }

    private static void assertSays(Case one) throws Exception {
        Product.Said said =
                product.start(product.command(one.javaOptions, one.arguments)).said();
        String err = said.err()
                .replace(home.toString(), "HOME")
                .replace(home.toRealPath().toString(), "HOME");
        assertAll(
                () -> assertEquals(one.message + "\n", err),
                () -> assertEquals("", said.out()),
                () -> assertEquals(one.exit, said.exit()),
                () -> product.assertNothingIsLeft(said.pid()));
    }
}
