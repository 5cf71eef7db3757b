package dev.signalbox.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.analyze.Story;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Phase;
import dev.signalbox.trace.TraceFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The few codes that the page knows by heart are those of the trace. */
class PageWordsTest {
    private static String page(String file) throws IOException {
        return new String(new Pages().file(file), StandardCharsets.UTF_8);
    }

    @Test
    void phasesAndFlags_ofThePageAreThoseOfTheTrace() throws Exception {
        String events = page("model/events.js");
        String phases = Arrays.stream(Phase.values())
                .map(phase -> phase.name() + ": " + phase.code())
                .collect(Collectors.joining(", "));
        assertTrue(events.contains("{ " + phases + " }"), phases);
        String flags = "WAITS: " + Event.WAITS + ", INFERRED: " + Event.INFERRED + ", DIVERGES: " + Event.DIVERGES
                + ", NONBLOCK: 0x" + Integer.toHexString(Event.NONBLOCK);
        assertTrue(events.contains("{ " + flags + " }"), flags);
        assertTrue(events.contains("const PREVIEW = " + Event.PREVIEW_MAX + ";"));
    }

    @Test
    void rows_haveTheSameSizeOnBothSides() throws Exception {
        String rows = page("wire/rows.js");
        for (Story.Kind kind : Story.Kind.values()) {
            String name = kind.name().substring(0, kind.name().length() - 1) + "_BYTES";
            assertTrue(rows.contains(name + " = " + kind.rowBytes() + ";"), name);
        }
        assertEquals(TraceFormat.ROW_BYTES, Story.Kind.EVENTS.rowBytes());
    }
}
