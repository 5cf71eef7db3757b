package dev.signalbox.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.analyze.Watched;
import dev.signalbox.kernel.Inode;
import dev.signalbox.launch.Launch;
import dev.signalbox.scenario.Parsed;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.scenario.ScenarioParser;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SourcesTest {
    private static final String OBJECTS = "objects: { f: { fifo: {} }, p: { pipe: {} } }\nworkers:\n";
    private static final String STEPS = "  a:\n    steps:\n      - fd = open(f, O_WRONLY)\n";

    @Test
    void fifo_isForeignWhereAProgramCanOpenItByItsName() {
        assertTrue(Sources.areFifosForeign(scenario(STEPS + "  b:\n    exec: [cat]\n")));
        assertTrue(Sources.areFifosForeign(scenario(STEPS + "      - if: fd > 0\n        then:\n"
                + "          - repeat: 2\n            do:\n              - s = popen(\"cat f\", \"r\")\n")));
        assertFalse(Sources.areFifosForeign(scenario(STEPS)));
    }

    @Test
    void declaredObject_isJudgedUnlessItIsAFifoThatAProgramCanOpen() {
        assertEquals("fifo true pipe false", foreign(scenario(STEPS + "  b:\n    exec: [cat]\n")));
        assertEquals("fifo false pipe false", foreign(scenario(STEPS)));
    }

    @Test
    void fifo_thatIsGoneAlready_isCalledAsItWasOpened() {
        RunObjects objects = new RunObjects(scenario(STEPS), List.of(), Path.of("no-such-folder"), appeared -> {});
        byte[] name = "reply.1".getBytes(StandardCharsets.UTF_8);
        Event open = new Event(0, Phase.ENTER, Op.OPEN, 0, 1, 0, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, name);
        objects.appeared(new Inode(-1, 11), open);
        assertEquals("reply.1", objects.all().get(0).name());
    }

    private static String foreign(Scenario scenario) {
        List<Launch.Made> made = scenario.objects().stream()
                .map(o -> new Launch.Made(o, new Inode(1, 1), 65536))
                .toList();
        return new RunObjects(scenario, made, Path.of("."), (Watched appeared) -> {})
                .all().stream()
                        .map(k -> k.primitive().kind() + " " + k.watched().isForeign())
                        .collect(Collectors.joining(" "));
    }

    private static Scenario scenario(String workers) {
        Parsed parsed = ScenarioParser.parse("test.yaml", OBJECTS + workers);
        assertEquals(List.of(), parsed.problems());
        return parsed.scenario().orElseThrow();
    }
}
