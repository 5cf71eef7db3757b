package dev.signalbox.run;

import dev.signalbox.kernel.End;
import dev.signalbox.kernel.Signals;
import dev.signalbox.launch.WorkerProcess;
import dev.signalbox.scenario.Expectation;
import dev.signalbox.scenario.FindingExpectation;
import dev.signalbox.scenario.Outcome;
import dev.signalbox.scenario.WorkerExpectation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Holds a run against what its scenario expects. */
final class Grade {
    private static final int SHOWN_MAX = 60;

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
        for (WorkerProcess worker : workers) {
            WorkerExpectation expected = expect.workers().get(worker.name());
            if (expected != null) {
                worker(worker, expected);
            }
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

    private void worker(WorkerProcess worker, WorkerExpectation expected) {
        String name = worker.name();
        if (expected.exit() != null) {
            End end = worker.end();
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
        if (expected.prints() != null) {
            prints(name, expected.prints());
        }
        if (!expected.values().isEmpty()) {
            values(name, expected.values());
        }
    }

    private void prints(String name, String wanted) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(folder.resolve(name + ".out"));
        } catch (IOException unreadable) {
            check(false, name + ": prints: " + Words.why(unreadable), quoted(wanted));
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult decoded = decoder.decode(in, out, true);
        if (decoded.isError()) {
            check(false, name + ": prints: byte " + in.position() + " is not UTF-8", quoted(wanted));
            return;
        }
        String text = out.flip().toString();
        boolean isPattern = wanted.length() > 1 && wanted.startsWith("/") && wanted.endsWith("/");
        boolean isMet = isPattern
                ? Pattern.compile(wanted.substring(1, wanted.length() - 1))
                        .matcher(text)
                        .find()
                : text.equals(wanted);
        check(isMet, name + ": prints: " + quoted(text), isPattern ? wanted : quoted(wanted));
    }

    private static String quoted(String text) {
        String shown = text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
        return '"' + shown.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"") + '"';
    }

    private void values(String name, Map<String, Object> wanted) {
        Properties values = new Properties();
        try (java.io.InputStream in = Files.newInputStream(folder.resolve(name + ".values"))) {
            values.load(in);
        } catch (IOException none) {
            values.clear(); // it never came to its end
        }
        wanted.forEach((variable, value) -> {
            // Of several threads, any.
            List<String> found = values.stringPropertyNames().stream()
                    .filter(key -> key.equals(variable) || key.endsWith("." + variable))
                    .sorted()
                    .map(values::getProperty)
                    .toList();
            boolean isMet = found.contains(String.valueOf(value));
            check(
                    isMet,
                    name + ": " + variable + ": " + (found.isEmpty() ? "no value" : String.join(" and ", found)),
                    String.valueOf(value));
        });
    }
}
