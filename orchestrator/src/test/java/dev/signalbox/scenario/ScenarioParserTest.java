package dev.signalbox.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.trace.Errno;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ScenarioParserTest {

    @TestFactory
    Stream<DynamicTest> everyScenarioOfTheProject_parsesAndTeaches() throws IOException {
        return Generated.goodFiles()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    Parsed parsed = ScenarioParser.parse(file);
                    assertEquals(List.of(), parsed.problems());
                    Scenario scenario = parsed.scenario().orElseThrow();
                    assertEquals(file.getFileName().toString(), scenario.fileName());
                    assertTrue(scenario.about().length() > 200, "about should teach");
                    assertTrue(scenario.title().length() > 5, "title");
                }));
    }

    @Test
    void placesAndTexts_areThoseOfTheFile() {
        Scenario scenario = parse(
                """
                scenario: 'It''s one'
                objects:
                  p: { pipe: { capacity: 8192 } }
                workers:
                  writer:   # a comment
                    steps:
                      - write(p[1], "é") = 2    # another
                      - repeat: 3
                        do:
                          - 'close(p[1]) or errno'
                """);
        assertEquals("It's one", scenario.title());
        assertEquals(
                new ObjectDeclaration("p", ObjectKind.PIPE, 8192, 3, 3),
                scenario.objects().get(0));
        WorkerDeclaration writer = scenario.workers().get(0);
        assertEquals(List.of(5, 3), List.of(writer.line(), writer.column()));
        List<Step> steps = ((StepsProgram) writer.program()).threads().get(0).steps();
        Step write = steps.get(0);
        assertEquals("write(p[1], \"é\") = 2", write.text());
        assertEquals(List.of(7, 9), List.of(write.line(), write.column()));
        RepeatStep repeat = (RepeatStep) steps.get(1);
        assertEquals(new Literal(3L), repeat.times());
        assertEquals(10, repeat.body().get(0).line());
    }

    @Test
    void withoutHolds_aWorkerHoldsTheEndsItNames() {
        Scenario scenario = parse(
                """
                objects: { p: { pipe: {} }, q: { pipe: {} } }
                workers:
                  w:
                    steps:
                      - write(q[1], "x")
                      - repeat: 2
                        do:
                          - read(p[0], 1)
                      - write(q[1], "y")
                """);
        assertEquals("[p[0], q[1]]", scenario.workers().get(0).holds().toString());
    }

    @Test
    void holds_isTakenAsWritten() {
        Scenario scenario = parse(
                """
                objects: { p: { pipe: {} }, q: { pipe: {} } }
                workers:
                  one: { holds: p, steps: [ sleep(0) ] }
                  two:
                    holds: q[1], p[0]
                    steps: [ sleep(0) ]
                  three: { holds: ["q[0]", p], steps: [ sleep(0) ] }
                """);
        List<String> holds =
                scenario.workers().stream().map(w -> w.holds().toString()).toList();
        assertEquals(List.of("[p[0], p[1]]", "[p[0], q[1]]", "[p[0], p[1], q[0]]"), holds);
    }

    @Test
    void expect_namesOutcomesWaitersAndExits() {
        Scenario scenario = parse(
                """
                workers:
                  w: { steps: [ sleep(0) ] }
                expect:
                  outcome: [completed, deadlock]
                  waited: w
                  w: { exit: 1 }
                """);
        assertEquals(
                new Expectation(
                        List.of(Outcome.COMPLETED, Outcome.DEADLOCK),
                        List.of("w"),
                        null,
                        Map.of("w", new WorkerExpectation(1, null, Map.of()))),
                scenario.expect());
    }

    @Test
    void withoutExpectAndTitle_itCompletesUnderTheNameOfTheFile() {
        Scenario scenario = parse("workers: { w: { steps: [ sleep(0) ] } }");
        assertEquals(Expectation.COMPLETES, scenario.expect());
        assertEquals("test", scenario.title());
    }

    @Test
    void byteOrderMarkAndCarriageReturns_areNoPartOfIt() {
        Scenario scenario = parse("\ufeffworkers:\r\n  w:\r\n    steps:\r\n      - note(\"hi\")\r\n");
        assertEquals(
                "note(\"hi\")",
                ((StepsProgram) scenario.workers().get(0).program())
                        .threads()
                        .get(0)
                        .steps()
                        .get(0)
                        .text());
    }

    @Test
    void columnsInsideAQuotedStep_countQuotesAndEscapes() {
        String head = "objects: { p: { pipe: {} } }\nworkers:\n  w:\n    steps:\n";
        assertEquals(26, column(head + "      - \"write(p[1], \\\"\\\", 1)\"\n"));
        assertEquals(22, column(head + "      - 'note(\"it''s\", 1)'\n"));
        assertEquals(21, column(head + "      - note(\"𝄞é it\", 1)\n"));
    }

    @Test
    void parsed_isEitherScenarioOrProblems() {
        assertThrows(IllegalArgumentException.class, () -> Parsed.failed(List.of()));
    }

    /** The steps of a worker go to its process, whose class path has neither Jackson nor SnakeYAML. */
    @Test
    void worker_survivesSerializationWithoutJackson() throws Exception {
        Path file = Generated.SCENARIOS.resolve("pipes").resolve("full-pipe.yaml");
        Scenario scenario = ScenarioParser.parse(file).scenario().orElseThrow();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(scenario);
        }
        URL classes = Scenario.class.getProtectionDomain().getCodeSource().getLocation();
        // The errors have their names in the tracer\'s jar, which every worker has.
        URL words = Errno.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader bare =
                        new URLClassLoader(new URL[] {classes, words}, ClassLoader.getPlatformClassLoader());
                InputStream in = new ByteArrayInputStream(bytes.toByteArray());
                ObjectInputStream objects = new ObjectInputStream(in) {
                    @Override
                    protected Class<?> resolveClass(ObjectStreamClass d) throws ClassNotFoundException {
                        return Class.forName(d.getName(), false, bare);
                    }
                }) {
            Object copy = objects.readObject();
            assertEquals(scenario.toString(), copy.toString());
        }
    }

    private static Scenario parse(String text) {
        Parsed parsed = ScenarioParser.parse("test.yaml", text);
        assertEquals(List.of(), parsed.problems());
        return parsed.scenario().orElseThrow();
    }

    private static int column(String text) {
        List<Problem> problems = ScenarioParser.parse("test.yaml", text).problems();
        assertEquals(1, problems.size(), problems.toString());
        return problems.get(0).column();
    }
}
