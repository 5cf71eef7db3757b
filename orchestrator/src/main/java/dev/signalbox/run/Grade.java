package dev.signalbox.run;

import dev.signalbox.kernel.End;
import dev.signalbox.kernel.Signals;
import dev.signalbox.launch.WorkerProcess;
import dev.signalbox.scenario.Expectation;
import dev.signalbox.scenario.FindingExpectation;
import dev.signalbox.scenario.Outcome;
import dev.signalbox.scenario.WorkerExpectation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds a run against what its scenario expects. */
final class Grade {
    private final Expectation expect;
    private final Path folder;
    private final List<String> unmet = new ArrayList<>();

    /** @param folder of the run, with NAME.out and NAME.values of each worker */
    Grade(Expectation expect, Path folder) {
        this.expect = expect;
        this.folder = folder;
    }

    /**
     * What is not as expected, a line for each: what it is, and what was expected.
     *
     * @param waited names of those that had to wait
     */
    List<String> unmet(
            String outcome, Set<String> waited, List<RunInfo.Finding> findings, List<WorkerProcess> workers) {
        List<String> outcomes = expect.outcomes().stream().map(Outcome::word).toList();
        check(outcomes.contains(outcome), "outcome: " + outcome, String.join(" or ", outcomes));
        for (String name : expect.waited()) {
            check(waited.contains(name), "waited: not " + name, "that it has to wait");
        }
        finding(findings);
        workers.forEach(worker -> unmet(worker.name(), Report.end(outcome, worker)));
        return unmet;
    }

    /** Of one worker; {@code end} is null where it did not. */
    List<String> unmet(String worker, End end) {
        WorkerExpectation expected = expect.workers().get(worker);
        if (expected != null) {
            worker(worker, end, expected);
        }
        return unmet;
    }

    private void check(boolean isMet, String what, String expected) {
        if (!isMet) {
            unmet.add(what + " (expected: " + expected + ")");
        }
    }

    private void finding(List<RunInfo.Finding> findings) {
        FindingExpectation wanted = expect.finding();
        if (wanted == null) {
            return;
        }
        boolean isFound = findings.stream()
                .anyMatch(f -> f.type().equals(wanted.type())
                        && f.workers().containsAll(wanted.workers())
                        && f.objects().containsAll(wanted.objects()));
        String found = findings.stream()
                .map(f -> words(f.type(), f.workers(), f.objects()))
                .collect(Collectors.joining("; "));
        check(
                isFound,
                "finding: " + (found.isEmpty() ? "none" : found),
                words(wanted.type(), wanted.workers(), wanted.objects()));
    }

    private static String words(String type, List<String> workers, List<String> objects) {
        String who = workers.isEmpty() ? "" : " of " + Words.list(workers);
        return type + who + (objects.isEmpty() ? "" : " on " + Words.list(objects));
    }

    private void worker(String name, End end, WorkerExpectation expected) {
        if (expected.exit() != null) {
            boolean isMet = end != null && end.code() == expected.exit();
            String how = end == null
                    ? "it did not end"
                    : end.killed() ? "it " + Report.endInfo(end) : Integer.toString(end.status());
            int code = expected.exit();
            check(
                    isMet,
                    name + ": exit: " + how,
                    code < 0 ? "that it is killed by " + Signals.name(-code) : Integer.toString(code));
        }
        String output = "";
        String prints = expected.prints();
        if (prints != null) {
            try {
                output = text(Files.readAllBytes(folder.resolve(name + ".out")));
            } catch (CharacterCodingException binary) {
                check(false, name + ": prints: " + binary.getMessage(), "UTF-8");
                prints = null;
            } catch (IOException unreadable) {
                check(false, name + ": prints: " + Words.why(unreadable), "a file that can be read");
                prints = null;
            }
        }
        new WorkerExpectation(null, prints, expected.values())
                .differences(0, output, values(name))
                .forEach(difference -> unmet.add(name + ": " + difference));
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult decoded = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        if (decoded.isError()) {
            int at = in.position();
            throw new WrongByte(at, bytes[at] & 0xff);
        }
        return out.flip().toString();
    }

    /** Where a text ends to be one. */
    private static final class WrongByte extends CharacterCodingException {
        private static final long serialVersionUID = 1L;

        private final int at;
        private final int value;

        WrongByte(int at, int value) {
            this.at = at;
            this.value = value;
        }

        @Override
        public String getMessage() {
            return String.format(Locale.ROOT, "byte 0x%02x at offset %d", value, at);
        }
    }

    /** By variable, or by thread and variable; none where the worker never came to its end. */
    private Map<String, String> values(String name) {
        Properties values = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".values"))) {
            values.load(in);
        } catch (IOException none) {
            return Map.of();
        }
        return values.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, values::getProperty));
    }
}
