package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenarios that cannot go as they are written: each ends with one message that says where and why. */
class BadScenarioIT {
    private static final Path BAD = Product.SCENARIOS.resolve("src/test/resources/bad");
    private static final long END_S_MAX = 60;

    @TempDir
    Path folder;

    private record Said(int exit, String text) {}

    /** What is wrong with the file or the machine is told before anything is started, in one line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    no-class.yaml             | :4:11: examples.NoSuchProgram: no such class (expected:
                    no-main.yaml              | :4:11: java.lang.StringBuilder: no main (expected: public static void main
                    not-installed.yaml        | :4:12: no-such-program: ENOENT, not installed (expected: a program in PATH
                    no-file.yaml              | :4:12: /no/such/program: ENOENT, not installed (expected: a program at that
                    not-executable.yaml       | :4:12: /etc/passwd: EACCES, it is not executable (expected: a program
                    spawn-no-file.yaml        | :8:12: /no/such/program: ENOENT, not installed (expected: a program at that
                    spawn-not-executable.yaml | :8:12: /etc/passwd: EACCES, it is not executable (expected: a program
                    """)
    void programThatIsNotThere_isToldBeforeTheRun(String file, String message) throws Exception {
        Said said = run(file);
        assertEquals(2, said.exit(), said.text());
        assertEquals(1, said.text().lines().count(), said.text());
        assertTrue(said.text().startsWith(file + message), said.text());
        assertTrue(said.text().contains("next: ") || file.equals("no-main.yaml"), said.text());
    }

    /** What goes wrong on the way ends the run, and the verdict says where. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    assertion.yaml                 | one exited with code 1: assertion.yaml:11:9: assert(total == 300): the number 299 on the left, the number 300 on the right
                    type-error.yaml                | one exited with code 1: type-error.yaml:6:23: the text 'ten' - the number 1 (expected: two numbers)
                    fifo-is-a-file.yaml            | one exited with code 1: fifo-is-a-file.yaml:7:9: mkfifo("taken", 0600) returned -1 EEXIST
                    spawn-late.yaml                | parent exited with code 1: spawn-late.yaml:6:9: pid = spawn(child) returned -1 ENOENT
                    spawn-late-not-executable.yaml | parent exited with code 1: spawn-late-not-executable.yaml:6:9: pid = spawn(child) returned -1 EACCES
                    shell-127.yaml                 | one (sh) exited with code 127: the program was not found. It said: sh: 1: no-such-command: not found
                    shell-126.yaml                 | one (sh) exited with code 126: the program could not be executed. It said: sh: 1: /etc/passwd: Permission denied
                    """)
    void stepThatFails_isTheVerdict(String file, String message) throws Exception {
        Said said = run(file);
        assertEquals(1, said.exit(), said.text());
        String verdict = said.text().lines().findFirst().orElse("");
        assertTrue(verdict.startsWith("Failed in "), said.text());
        assertTrue(verdict.contains(" steps. " + message), said.text());
        assertEquals(1, count(said.text(), message), "told once: " + said.text());
    }

    @Test
    void outputThatIsNoText_isNotAsExpected() throws Exception {
        Said said = run("encoding.yaml");
        assertEquals(1, said.exit(), said.text());
        assertTrue(said.text().contains("one: prints: byte 0xff at offset 0 (expected: UTF-8)"), said.text());
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private Said run(String file) throws Exception {
        Path out = folder.resolve("said");
        List<String> command = Product.here()
                .command(
                        "run",
                        file,
                        "--headless",
                        "--out",
                        folder.resolve("runs").toString());
        Process run = new ProcessBuilder(command)
                .directory(BAD.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertTrue(run.waitFor(END_S_MAX, TimeUnit.SECONDS), () -> "still runs: " + file);
            return new Said(run.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
        } finally {
            run.descendants().forEach(ProcessHandle::destroyForcibly);
            run.destroyForcibly();
        }
    }
}
