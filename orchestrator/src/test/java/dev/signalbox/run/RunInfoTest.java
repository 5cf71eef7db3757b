package dev.signalbox.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.kernel.End;
import dev.signalbox.kernel.Signals;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunInfoTest {
    @Test
    void json_comesBackTheSame() throws Exception {
        RunInfo ended = info("ended", "failed", false, List.of(new RunInfo.HoldInfo(1, 0, 1)));
        assertEquals(ended, RunInfo.parse(ended.toJson()));
        RunInfo running = info("running", null, null, List.of());
        assertEquals(running, RunInfo.parse(running.toJson()));
    }

    @Test
    void json_isOneLine() {
        assertEquals(
                1, info("ended", "failed", false, List.of()).toJson().lines().count());
    }

    @Test
    void json_keepsTheNamesThatThePageReads() {
        String json = info("ended", "failed", false, List.of()).toJson();
        assertTrue(json.startsWith("{\"run\":\"20261123-193000-full-pipe\",\"startedAt\":"), json);
        assertTrue(json.contains("\"ended\":{\"how\":\"killed\",\"code\":null,\"signal\":\"SIGKILL\"}"), json);
        assertFalse(json.contains("wasInterrupted"), json);
    }

    @Test
    void parse_readsWhatANewerVersionAdds() throws Exception {
        RunInfo info = info("ended", "completed", true, List.of());
        assertEquals(info, RunInfo.parse(info.toJson().replaceFirst("\\{", "{\"schedule\":[1],")));
    }

    @Test
    void parse_refusesWhatIsNoRun() {
        assertEquals(": damaged (expected: the JSON that a run wrote)", refusal("null"));
        assertEquals(":1:1: damaged (expected: the JSON that a run wrote)", refusal("7"));
        assertEquals(":1:2: run: missing (expected: the name of a folder)", refusal("{}"));
        String json = info("ended", "completed", true, List.of()).toJson();
        assertTrue(refusal(json.replace("full-pipe\",", "../../etc\","))
                .endsWith("run: 20261123-193000-../../etc (expected: the name of a folder)"));
    }

    @Test
    void hold_namesAWorkerAndAnObjectThatAreThere() {
        assertEquals("holds: worker: 2 (expected: 0 to 1)", refused(new RunInfo.HoldInfo(2, 0, 0)));
        assertEquals("holds: object: -1 (expected: 0 to 0)", refused(new RunInfo.HoldInfo(0, -1, 0)));
        assertEquals("holds: access: 3 (expected: 0 to 2)", refused(new RunInfo.HoldInfo(0, 0, 3)));
    }

    @Test
    void killedBySigkill_isNotExitedWith137() {
        RunInfo.EndInfo killed = Report.endInfo(new End(true, Signals.SIGKILL, false));
        assertEquals(new RunInfo.EndInfo("killed", null, "SIGKILL"), killed);
        assertEquals("was killed by SIGKILL", killed.toString());
        RunInfo.EndInfo exited = Report.endInfo(new End(false, 137, false));
        assertEquals(new RunInfo.EndInfo("exited", 137, null), exited);
        assertEquals("exited with code 137", exited.toString());
    }

    @Test
    void interrupted_isWhatTheUserDid() {
        assertTrue(info("ended", "interrupted", false, List.of()).wasInterrupted());
        assertFalse(info("ended", "timeout", false, List.of()).wasInterrupted());
        assertFalse(info("running", null, null, List.of()).wasInterrupted());
    }

    private static String refused(RunInfo.HoldInfo hold) {
        return assertThrows(IllegalArgumentException.class, () -> info("running", null, null, List.of(hold)))
                .getMessage();
    }

    private static String refusal(String json) {
        return RunInfo.whatIsWrong(assertThrows(JsonProcessingException.class, () -> RunInfo.parse(json)));
    }

    private static RunInfo info(String state, String outcome, Boolean met, List<RunInfo.HoldInfo> holds) {
        return new RunInfo(
                "20261123-193000-full-pipe",
                "2026-11-23T18:30:00Z",
                new RunInfo.ScenarioInfo("full-pipe.yaml", "A full pipe", "über\n\"pipes\"", "workers:\n"),
                state,
                List.of(
                        new RunInfo.WorkerInfo(
                                0, "writer", 4711, new RunInfo.EndInfo("killed", null, "SIGKILL"), "oops\n"),
                        new RunInfo.WorkerInfo(1, "reader", 4712, null, "")),
                List.of(new RunInfo.ObjectInfo(
                        0, "p", "pipe", 4096, List.of(new RunInfo.CellInfo("level", "bytes in the pipe", 4096L)))),
                holds,
                outcome,
                met,
                outcome == null ? null : "writer was killed by SIGKILL.",
                List.of(new RunInfo.Finding(
                        "killed", "certain", "writer was killed", List.of("writer"), List.of("p"), List.of(12))),
                13,
                0,
                0,
                812,
                state.equals("ended") ? null : new RunInfo.OwnerInfo(4710, 99));
    }
}
