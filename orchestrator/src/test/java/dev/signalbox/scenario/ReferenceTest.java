package dev.signalbox.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceTest {

    @Test
    void committedReference_isFresh() throws IOException {
        Generated.assertFresh(Generated.SCENARIOS.resolve("REFERENCE.md"), Reference.text());
    }

    static Stream<String> examples() {
        Stream<String> steps = Stream.concat(
                Arrays.stream(StepKind.values()).map(StepKind::example),
                Arrays.stream(Constant.values()).map(Constant::example));
        Stream<String> functions = Arrays.stream(Function.values()).map(f -> "assert(" + f.example() + ")");
        return Stream.of(
                        Stream.of(Reference.EXAMPLE, Reference.LONGER_EXAMPLE, Reference.CHILD_EXAMPLE),
                        Arrays.stream(ObjectKind.values())
                                .map(k -> "objects: { " + k.example() + " }\nworkers: { w: { steps: [ sleep(0) ] } }"),
                        steps.map(Reference::around),
                        functions.map(Reference::around))
                .flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExample_parsesAndIsAcceptedByTheSchema(String example) throws IOException {
        assertEquals(List.of(), ScenarioParser.parse("example.yaml", example).problems(), example);
        assertEquals(Set.of(), JsonSchemaTest.validate(example), example);
    }

    @ParameterizedTest
    @EnumSource(Function.class)
    void exampleOfEveryFunction_isTrue(Function function) throws Exception {
        Scope scope = new Scope(new World(Map.of(), Map.of(), Map.of()), "w", null, null);
        assertEquals(
                true,
                StepParser.head(function.example(), scope, 1, i -> i + 1)
                        .value()
                        .evaluate(new Variables()));
    }

    @Test
    void everyStepAndKey_isInIt() {
        String page = Reference.text();
        for (StepKind kind : StepKind.values()) {
            assertTrue(page.contains("### `" + kind.notation() + "`"), kind.call());
        }
        for (Outcome outcome : Outcome.values()) {
            assertTrue(page.contains("| `" + outcome.word() + "` |"), outcome.word());
        }
        for (FindingKind kind : FindingKind.values()) {
            assertTrue(page.contains(kind.word()), kind.word());
        }
        for (Key key : Key.values()) {
            assertTrue(page.contains("| `" + key.word() + "` |"), key.word());
        }
    }

    @Test
    void everySentence_endsWithAFullStop() {
        for (StepKind kind : StepKind.values()) {
            assertTrue(kind.sentence().endsWith("."), kind.call());
        }
        for (Function function : Function.values()) {
            assertTrue(function.sentence().endsWith("."), function.word());
            assertTrue(Reference.text().contains("| `" + function.notation() + "` |"), function.word());
        }
        for (Key key : Key.values()) {
            assertTrue(key.sentence().endsWith("."), key.word());
        }
    }
}
