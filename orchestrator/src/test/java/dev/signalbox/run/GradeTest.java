package dev.signalbox.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signalbox.kernel.End;
import dev.signalbox.scenario.Expectation;
import dev.signalbox.scenario.FindingExpectation;
import dev.signalbox.scenario.Outcome;
import dev.signalbox.scenario.WorkerExpectation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradeTest {
    private static final RunInfo.Finding FOUND = new RunInfo.Finding(
            "deadlock", "certain", "", List.of("a", "b"), List.of("p", "q"), List.of(), List.of("a", "b"));

    @TempDir
    private Path folder;

    private static Expectation expects(List<String> waited, FindingExpectation finding) {
        return new Expectation(List.of(Outcome.DEADLOCK), waited, finding, Map.of());
    }

    private static Expectation expects(WorkerExpectation worker) {
        return new Expectation(List.of(Outcome.COMPLETED), List.of(), null, Map.of("a", worker));
    }

    private List<String> unmet(Expectation expectation, String outcome) {
        return new Grade(expectation, folder).unmet(outcome, Set.of("b"), List.of(FOUND), List.of());
    }

    private List<String> unmet(WorkerExpectation expected, End end) {
        return new Grade(expects(expected), folder).unmet("a", end);
    }

    @Test
    void outcome_isOneOfThoseExpected() {
        assertEquals(List.of(), unmet(expects(List.of(), null), "deadlock"));
        assertEquals(List.of("outcome: timeout (expected: deadlock)"), unmet(expects(List.of(), null), "timeout"));
    }

    @Test
    void waited_namesThoseThatHaveTo() {
        assertEquals(List.of(), unmet(expects(List.of("b"), null), "deadlock"));
        assertEquals(
                List.of("waited: not a (expected: that it has to wait)"),
                unmet(expects(List.of("a"), null), "deadlock"));
    }

    @Test
    void finding_hasAtLeastTheseWorkersAndObjects() {
        assertEquals(
                List.of(),
                unmet(expects(List.of(), new FindingExpectation("deadlock", List.of("b"), List.of("p"))), "deadlock"));
        assertEquals(
                List.of("finding: deadlock of a and b on p and q (expected: orphaned-wait of c)"),
                unmet(
                        expects(List.of(), new FindingExpectation("orphaned-wait", List.of("c"), List.of())),
                        "deadlock"));
    }

    @Test
    void exit_isACodeAndNoSignal() {
        WorkerExpectation three = new WorkerExpectation(3, null, Map.of());
        assertEquals(List.of(), unmet(three, new End(false, 3, false)));
        assertEquals(List.of("a: exit: 4 (expected: 3)"), unmet(three, new End(false, 4, false)));
        assertEquals(List.of("a: exit: it was killed by SIGKILL (expected: 3)"), unmet(three, new End(true, 9, false)));
        assertEquals(List.of("a: exit: it did not end (expected: 3)"), unmet(three, (End) null));
    }

    @Test
    void output_isTextInUtf8() throws IOException {
        WorkerExpectation prints = new WorkerExpectation(null, "/^é+$/", Map.of());
        Files.writeString(folder.resolve("a.out"), "éé");
        assertEquals(List.of(), unmet(prints, new End(false, 0, false)));
        Files.write(folder.resolve("a.out"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                List.of("a: prints: byte 0xe9 at offset 3 (expected: UTF-8)"), unmet(prints, new End(false, 0, false)));
    }

    @Test
    void values_areThoseOfAnyThread() throws IOException {
        WorkerExpectation total = new WorkerExpectation(null, null, Map.of("total", 300L));
        assertEquals(List.of("a: total: never set (expected: 300)"), unmet(total, new End(false, 0, false)));
        Files.writeString(folder.resolve("a.values"), "reader.total=300\nwriter.total=1\n");
        assertEquals(List.of(), unmet(total, new End(false, 0, false)));
        Files.writeString(folder.resolve("a.values"), "total=299\n");
        assertEquals(List.of("a: total: 299 (expected: 300)"), unmet(total, new End(false, 0, false)));
    }
}
