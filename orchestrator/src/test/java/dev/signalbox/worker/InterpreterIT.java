package dev.signalbox.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signalbox.kernel.Posix;
import dev.signalbox.scenario.End;
import dev.signalbox.scenario.Literal;
import dev.signalbox.scenario.NativeProgram;
import dev.signalbox.scenario.Parsed;
import dev.signalbox.scenario.Reference;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.scenario.ScenarioParser;
import dev.signalbox.scenario.Step;
import dev.signalbox.scenario.StepKind;
import dev.signalbox.scenario.StepsProgram;
import dev.signalbox.scenario.Variables;
import dev.signalbox.scenario.WorkerDeclaration;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps as they are really taken: with this process as the worker, and the kernel's answers. */
class InterpreterIT {

    @TempDir
    Path folder;

    private final Variables variables = new Variables();

    @BeforeEach
    void makeObjects() {
        int[] ends = new int[2];
        Posix.pipe(ends);
        variables.hold(new End("p", End.READ), ends[0]);
        variables.hold(new End("p", End.WRITE), ends[1]);
        Posix.mkfifo("requests", 0600);
    }

    @AfterEach
    void removeFiles() {
        Posix.unlink("requests");
        Posix.unlink("answers");
    }

    /** The examples of the reference do what they say; print would write into the report of the tests. */
    @ParameterizedTest
    @EnumSource(
            value = StepKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PRINT", "EXIT"})
    void exampleOfEveryStep_isTaken(StepKind kind) {
        play(Reference.around(kind.example()));
    }

    @Test
    void exit_endsTheWorkerWithItsCode() {
        assertEquals(
                3, assertThrows(ExitException.class, () -> steps("exit(1 + 2)")).code());
    }

    @Test
    void control_goesWhereTheConditionsSay() {
        steps(
                "x = 0",
                "{ while: x < 5, do: [ x = x + 1 ] }",
                "{ if: x == 5, then: [ y = \"five\" ], else: [ y = \"other\" ] }",
                "{ repeat: x - 2, do: [ x = x * 2 ] }",
                "{ repeat: 0, do: [ x = 0 ] }",
                "{ if: x > 100, then: [ x = 0 ] }",
                "done = false",
                "{ while: \"!done\", do: [ done = !done ] }",
                "assert(done && !(!done))");
        assertEquals(40L, variables.get("x"));
        assertEquals("five", variables.get("y"));
    }

    @Test
    void callInACondition_isMadeEachTime() {
        steps("write(p[1], \"abc\")", "n = 0", "{ while: 'fionread(p[0]) > 0', do: [ 'n = n + read(p[0], c, 1)' ] }");
        assertEquals(3L, variables.get("n"));
        assertEquals("c", variables.get("c"));
    }

    @Test
    void callsInside_areMadeInOrder() {
        steps(
                "write(p[1], text(fionread(p[0])) + text(write(p[1], \"ab\")) + text(fionread(p[0]))) = 3",
                "x = read(p[0], s, 100) * 10 + length(s)");
        assertEquals("ab022", variables.get("s"));
        assertEquals(55L, variables.get("x"));
    }

    @Test
    void resultsAndErrors_goIntoVariables() {
        steps(
                "q = pipe2(O_NONBLOCK)",
                "n = read(q[0], 1) or errno",
                "assert(n == -1 && errno == EAGAIN)",
                "read(q[0], 1) = -1 EAGAIN",
                "k = 1",
                "write(q[k], \"head body\") = 9",
                "readv(q[1 - k], a, 4, b, 100) = 9",
                "assert(poll(q[0], POLLIN, q[1], POLLOUT, 0) == 1 && true)",
                "assert(revents0 == 0)",
                "assert(revents1 == POLLOUT)",
                "m = poll(q[1], POLLOUT | POLLIN, 0)",
                "f = popen(\"exit 3\", \"r\")",
                "status = pclose(f)");
        assertEquals("head", variables.get("a"));
        assertEquals(" body", variables.get("b"));
        assertEquals(4L, variables.get("m"));
        assertEquals(3L << 8, variables.get("status"));
    }

    /** Each is the last of some steps, behind {@code x = 3} and {@code s = "abc"}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
            y = x + s             ~ 8:17: the number 3 + the text 'abc' (expected: two numbers or two texts, as in text(n) + "x")
            y = 1 / (x - 3)       ~ 8:17: division by zero: 1 / 0
            y = x * 9223372036854775807 ~ 8:17: the number 3 * the number 9223372036854775807 (expected: a result of 64 bits)
            y = p[x]              ~ 8:13: index of p: 3 (expected: 0 to read or 1 to write)
            y = s[x]              ~ 8:13: s[…]: s is the text 'abc' (expected: what pipe() returned)
            y = substr(s, 2, x + 1) ~ 8:13: substr: to: 4 (expected: 0 to 3)
            y = length(x)         ~ 8:13: length: the number 3 (expected: a text, as in length(s))
            y = y                 ~ 8:13: 'y' has no value yet (expected: a step before that sets it)
            y = y + 1             ~ 8:13: 'y' has no value yet (expected: a step before that sets it)
            { while: x, do: [ sleep(0) ] } ~ 8:9: condition: the number 3 (expected: true or false, as of a comparison)
            { repeat: s, do: [ sleep(0) ] } ~ 8:9: repeat: the text 'abc' (expected: a whole number from 0)
            close(s)              ~ 8:9: close(s): fd: the text 'abc' (expected: the number of a descriptor, such as p[0])
            read(p[0], x - 4)     ~ 8:9: read(p[0], x - 4): count: the number -1 (expected: a whole number from 0 to 16777216)
            fputs("x", x)         ~ 8:9: f: the number 3 (expected: what popen or fdopen returned here, and still open)
            kill(x - 4, SIGKILL)  ~ 8:9: kill: pid -1 would be every process (expected: one that was started)
            close(-x)             ~ 8:9: close(-x) returned -1 EBADF (expected: no error)
            y = lseek(p[0], x, 0) = 3 ~ 8:9: y = lseek(p[0], x, 0) returned -1 ESPIPE (expected: 3)
            assert(x == 4)        ~ 8:9: assert(x == 4): the number 3 on the left, the number 4 on the right (expected: true)
            assert(s == "abd")    ~ 8:9: assert(s == "abd"): the text 'abc' on the left, the text 'abd' on the right (expected: true)
            assert(x == 3 && s == "x") ~ 8:9: assert(x == 3 && s == "x"): false (expected: true)
            """)
    void error_endsTheWorkerWithItsPlace(String step, String message) {
        StepFailure failure = assertThrows(StepFailure.class, () -> steps("x = 3", "s = \"abc\"", step.strip()));
        assertEquals("test.yaml:" + message, failure.getMessage());
    }

    private void steps(String... steps) {
        play("objects: { p: { pipe: {} } }\nworkers:\n  w:\n    steps:\n      - note(\"begin\")\n"
                + Stream.of(steps).map(s -> "      - " + s + "\n").collect(Collectors.joining()));
    }

    private void play(String text) {
        Parsed parsed = ScenarioParser.parse("test.yaml", text);
        assertEquals(List.of(), parsed.problems());
        Scenario scenario = parsed.scenario().orElseThrow();
        List<Step> steps = ((StepsProgram) scenario.workers().get(0).program())
                .threads()
                .get(0)
                .steps();
        new Interpreter("test.yaml", variables, family()).play(steps);
    }

    /** Children that are programs, so that they are here at once; and w, which is this process. */
    private Family family() {
        Map<String, Job.Spawned> spawned = new HashMap<>();
        for (String name : List.of("child", "sibling")) {
            NativeProgram program = new NativeProgram(List.of(new Literal("true")), 1, 1);
            WorkerDeclaration child =
                    new WorkerDeclaration(name, name, 0, program, List.of(), true, true, null, null, null, 1, 1);
            spawned.put(name, new Job.Spawned(spawned.size(), child, List.of(), "/dev/null", "/dev/null"));
        }
        String place = folder.toString();
        Job job = new Job(true, "test.yaml", 0, null, variables, place, place, spawned);
        return new Family(job, new Own(500, 501, 502), Map.of("w", Posix.getpid()));
    }
}
