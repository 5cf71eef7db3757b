package dev.signalbox.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.run.RunInfo;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportCommandTest {
    @Test
    void flags_areTrueOrFalse() {
        assertEquals("false false false", flags(line(0)));
        assertEquals("true false false", flags(line(Event.WAITS)));
        assertEquals("false true false", flags(line(Event.INFERRED)));
        assertEquals("false false true", flags(line(Event.DIVERGES)));
    }

    private static String flags(ObjectNode line) {
        return line.get("waits") + " " + line.get("inferred") + " " + line.get("diverges");
    }

    private static ObjectNode line(int flags) {
        Event read = new Event(0, Phase.EXIT, Op.READ, 0, 1, 1, 0, 3, flags, 9, 0, 5, 0, 10, 20, 15, 2, new byte[0]);
        return ExportCommand.line(1, read, info());
    }

    private static RunInfo info() {
        return new RunInfo(
                "20261123-193000-x",
                "2026-11-23T19:30:00Z",
                new RunInfo.ScenarioInfo("x.yaml", "X", "", ""),
                "ended",
                List.of(new RunInfo.WorkerInfo(0, "r", 7, null, "")),
                List.of(new RunInfo.ObjectInfo(0, "p", "pipe", 4096, List.of())),
                List.of(),
                "completed",
                true,
                "",
                List.of(),
                1,
                0,
                1,
                1,
                null);
    }
}
