package dev.signalbox.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the parts of a scenario that say more than one worker's steps. */
class LanguageTest {

    @TempDir
    Path folder;

    private final Scenario scenario = parse(Reference.LONGER_EXAMPLE);

    @Test
    void count_makesAFamily() {
        List<String> names =
                scenario.workers().stream().map(WorkerDeclaration::name).toList();
        assertEquals(List.of("parent", "child[0]", "child[1]", "child[2]", "count", "timer"), names);
        WorkerDeclaration second = worker("child[1]");
        assertEquals("child", second.family());
        assertEquals(1, second.index());
        CallStep write = (CallStep) steps(second).get(1);
        assertEquals("tick1\n", ((Expression) write.arguments().get(1)).known());
    }

    @Test
    void spawnedWorker_inheritsWhereItSaysNothing() {
        WorkerDeclaration child = worker("child[0]");
        assertTrue(child.spawned());
        assertTrue(child.inherits());
        assertEquals(List.of(), child.holds());
        assertEquals("[p[0], p[1]]", worker("parent").holds().toString());
    }

    @Test
    void spawn_ofOneOfAFamilyLeavesTheOthers() {
        Scenario one = parse(
                """
                objects: { p: { pipe: {} } }
                workers:
                  parent: { steps: [ 'spawn(kid[1])' ] }
                  kid: { count: 2, holds: p, steps: [ sleep(0) ] }
                """);
        assertEquals(
                List.of(false, false, true),
                one.workers().stream().map(WorkerDeclaration::spawned).toList());
        WorkerDeclaration spawned = one.workers().get(2);
        assertEquals("[p[0], p[1]] false", spawned.holds() + " " + spawned.inherits());
    }

    @Test
    void streams_areNotHeldASecondTime() {
        Scenario filter = parse(
                """
                objects: { p: { pipe: {} }, q: { pipe: {} } }
                workers:
                  upper:
                    java: examples.Uppercase
                    arguments: [ -n, 3, "${q[0]}" ]
                    stdin: p[0]
                    stdout: q[1]
                  wc: { exec: [wc, -l], stdin: "q[0]", holds: "q[0]" }
                """);
        WorkerDeclaration upper = filter.workers().get(0);
        assertEquals("[q[0]] p[0] q[1]", upper.holds() + " " + upper.stdin() + " " + upper.stdout());
        assertNull(upper.stderr());
        JavaProgram program = (JavaProgram) upper.program();
        assertEquals("examples.Uppercase", program.mainClass());
        assertEquals("-n", program.arguments().get(0).known());
        assertEquals("[q[0]]", filter.workers().get(1).holds().toString());
    }

    @Test
    void argument_isTextWithValuesInIt() throws EvaluationException {
        NativeProgram program = (NativeProgram) worker("count").program();
        assertEquals("wc -l < \"requests\"", program.arguments().get(2).evaluate(new Variables()));
    }

    @Test
    void threads_haveTheirNames() {
        StepsProgram program = (StepsProgram) worker("timer").program();
        assertEquals(
                List.of("one", "two"),
                program.threads().stream().map(ThreadDeclaration::name).toList());
    }

    @Test
    void expectation_ofOneGoesBeforeThatOfItsFamily() {
        Scenario family = parse(
                """
                workers: { kid: { count: 2, steps: [ total = i ] } }
                expect:
                  "kid[1]": { total: 1, exit: 3 }
                  kid: { exit: 0, prints: x, total: 0 }
                  waited: kid
                  finding: { type: deadlock, workers: "kid[0]", objects: p }
                """);
        Expectation expect = family.expect();
        assertEquals(
                new WorkerExpectation(0, "x", Map.of("total", 0L)),
                expect.workers().get("kid[0]"));
        assertEquals(
                new WorkerExpectation(3, "x", Map.of("total", 1L)),
                expect.workers().get("kid[1]"));
        assertEquals(List.of("kid[0]", "kid[1]"), expect.waited());
        assertEquals(new FindingExpectation("deadlock", List.of("kid[0]"), List.of("p")), expect.finding());
        assertEquals(Map.of("kid[0]", 0, "kid[1]", 3), expect.exits());
    }

    @Test
    void differences_nameWhatIsNotAsExpected() {
        WorkerExpectation expect = new WorkerExpectation(0, "/^a.c$/", Map.of("total", 3L, "done", true));
        assertEquals(List.of(), expect.differences(0, "abc", Map.of("total", "3", "one.done", "true")));
        assertEquals(
                List.of(
                        "exit: 1 (expected: 0)",
                        "prints: 'abcd' (expected: /^a.c$/)",
                        "done: never set (expected: true)",
                        "total: 2, 4 (expected: 3)"),
                expect.differences(1, "abcd", new java.util.TreeMap<>(Map.of("a.total", "2", "b.total", "4"))));
    }

    @Test
    void goals_areOutcomesOrConditions() throws EvaluationException {
        List<Exploration.Goal> must = scenario.explore().must();
        assertEquals(Outcome.COMPLETED, must.get(0).outcome());
        Variables end = new Variables();
        end.set("parent.started", 3L);
        assertEquals(true, must.get(1).condition().evaluate(end));
        assertEquals(Outcome.DEADLOCK, scenario.explore().never().get(0).outcome());
    }

    @Test
    void setting_isTakenInTheTypeOfTheDefault() throws IOException {
        Scenario set = parse(Map.of("n", "5", "word", "7")).scenario().orElseThrow();
        assertEquals(Map.of("n", 5L, "word", "7"), set.parameters());
        assertEquals(8, set.workers().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            n | many | set.yaml:2:15: --set n: many (expected: a whole number, as the default 3)
            n | ''   | set.yaml:2:15: --set n:  (expected: a whole number, as the default 3)
            wort | x | set.yaml: --set wort: no such parameter (did you mean 'word'?)
            k | x    | set.yaml: --set k: no such parameter (expected: n, word)
            """)
    void wrongSetting_isAProblem(String name, String value, String message) throws IOException {
        String told = parse(Map.of(name, value)).problems().get(0).toString();
        assertEquals(message, told.substring(told.indexOf("set.yaml")));
    }

    private Parsed parse(Map<String, String> settings) throws IOException {
        Path file = Files.writeString(folder.resolve("set.yaml"), Reference.LONGER_EXAMPLE);
        return ScenarioParser.parse(file, settings);
    }

    private static Scenario parse(String text) {
        Parsed parsed = ScenarioParser.parse("test.yaml", text);
        assertEquals(List.of(), parsed.problems());
        return parsed.scenario().orElseThrow();
    }

    private WorkerDeclaration worker(String name) {
        return scenario.workers().stream()
                .filter(w -> w.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Step> steps(WorkerDeclaration worker) {
        return ((StepsProgram) worker.program()).threads().get(0).steps();
    }
}
