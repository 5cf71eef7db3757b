package dev.signalbox.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTest {

    @Test
    void committedReference_isFresh() throws IOException {
        Generated.assertFresh(Generated.SCENARIOS.resolve("REFERENCE.md"), Reference.text());
    }

    @Test
    void itsExample_parses() {
        assertEquals(
                List.of(),
                ScenarioParser.parse("example.yaml", Reference.EXAMPLE).problems());
    }

    @Test
    void everyStepAndKey_isInIt() {
        String page = Reference.text();
        for (StepKind kind : StepKind.values()) {
            assertTrue(page.contains("### `" + kind.notation() + "`"), kind.call());
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
        for (Key key : Key.values()) {
            assertTrue(key.sentence().endsWith("."), key.word());
        }
    }
}
