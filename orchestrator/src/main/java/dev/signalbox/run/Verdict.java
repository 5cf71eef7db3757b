package dev.signalbox.run;

import dev.signalbox.analyze.Analysis;
import dev.signalbox.analyze.Waiting;
import dev.signalbox.collect.Proof;
import dev.signalbox.kernel.End;
import dev.signalbox.launch.WorkerProcess;
import dev.signalbox.scenario.FindingKind;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.scenario.StepsProgram;
import dev.signalbox.scenario.ThreadDeclaration;
import dev.signalbox.scenario.WorkerDeclaration;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Says in plain words how a run ended. */
final class Verdict {
    private static final int NOT_FOUND = 127;
    private static final int NOT_EXECUTABLE = 126;
    private static final long MS_PER_S = 1000;
    /** FILE:LINE:COLUMN: what a step did. */
    private static final Pattern STEP = Pattern.compile("[^\\n]*?:(\\d+):\\d+: .*");

    private final Cast cast;
    private final List<WorkerProcess> workers;
    private final Map<String, Integer> exits;
    private final Analysis analysis;
    private final Proof proof;
    private final Standing standing;
    private final List<WorkerDeclaration> declarations;
    private final List<Event> events;
    private final Moments moments;

    /**
     * @param proof that nobody could go on; {@link Proof#NONE} where the run ended another way
     * @param standing of those that had not ended
     */
    Verdict(
            Scenario scenario,
            List<WorkerProcess> workers,
            RunObjects objects,
            Analysis analysis,
            Proof proof,
            Standing standing) {
        this.workers = workers;
        this.exits = scenario.expect().exits();
        this.analysis = analysis;
        this.proof = proof;
        this.standing = standing;
        this.declarations = scenario.workers();
        this.events = analysis.events();
        this.cast = new Cast(scenario, workers, objects.all(), events);
        this.moments = new Moments(events);
    }

    /** The verdict; what was found is added to {@code findings}. */
    String text(String outcome, List<RunInfo.Finding> findings) {
        switch (outcome) {
            case Report.COMPLETED:
                return completed();
            case Report.DEADLOCK:
                return deadlock(findings);
            case Report.FAILED:
                return failed(findings);
            case Report.TIMEOUT:
                return "The time was up. The limit is " + standing.timeoutMs() / MS_PER_S + " s (--timeout)."
                        + standing();
            default:
                return "Somebody ended the run." + standing();
        }
    }

    private String completed() {
        int longest = 0;
        long longestNs = -1;
        for (Event e : events) {
            int wait = e.ends() ? moments.waitOf(e.opId()) : 0;
            if (wait > 0 && e.atNs() - moments.at(wait).atNs() > longestNs) {
                longestNs = e.atNs() - moments.at(wait).atNs();
                longest = wait;
            }
        }
        if (longest == 0) {
            return "Nobody had to wait.";
        }
        String count =
                moments.waits() == 1 ? "One call had to wait: " : moments.waits() + " calls had to wait, longest ";
        Event call = moments.at(longest);
        return count + cast.name(call.worker(), call.tid()) + " in " + cast.call(call) + ", for "
                + Words.duration(longestNs) + ".";
    }

    private String deadlock(List<RunInfo.Finding> findings) {
        return new Deadlock(cast, workers, analysis, proof).text(findings, this::begin);
    }

    /** The step at which a wait began; that of the call where the model let it go on. */
    private int begin(Waiting w) {
        int wait = moments.waitOf(w.enter().opId());
        return wait > 0 ? wait : w.enterStep();
    }

    /** Where each is that has not ended. */
    private String standing() {
        StringBuilder text = new StringBuilder();
        standing.stopped().forEach((worker, isStopped) -> {
            String state = isStopped ? " is stopped" : " is running";
            String program = cast.program(worker);
            List<Waiting> calls = analysis.waiting().stream()
                    .filter(w -> w.worker() == worker)
                    .toList();
            if (program != null) {
                text.append(' ')
                        .append(cast.name(worker))
                        .append(" (")
                        .append(program)
                        .append(')')
                        .append(state);
                text.append('.');
            } else if (calls.isEmpty()) {
                int line = moments.lastLine(worker);
                text.append(' ').append(cast.name(worker)).append(state);
                text.append(line == 0 ? "." : ", its last recorded step is in line " + line + ".");
            } else {
                calls.forEach(w -> text.append(wait(w, isStopped)));
            }
        });
        return text.toString();
    }

    private String wait(Waiting w, boolean isStopped) {
        Event e = w.enter();
        String why = w.why().isEmpty() ? "" : ": " + w.why();
        return " " + cast.name(w.worker(), w.tid()) + (isStopped ? " is stopped in " : " is in ")
                + (e.op() == Op.NANOSLEEP ? "sleep" : cast.call(e)) + (e.line() > 0 ? " in line " + e.line() : "") + why
                + ".";
    }

    /** Who ended first comes first: the others can have failed because of it. */
    private String failed(List<RunInfo.Finding> findings) {
        List<String> sentences = new ArrayList<>();
        List<Integer> inOrder = IntStream.range(0, workers.size())
                .filter(i -> workers.get(i).end() != null)
                .boxed()
                .sorted(Comparator.comparingInt(moments::endOf))
                .toList();
        for (int i : inOrder) {
            WorkerProcess worker = workers.get(i);
            End end = worker.end();
            int expected = exits.getOrDefault(worker.name(), 0);
            if (end.code() != expected) {
                sentences.add(failure(i, worker, end, findings));
            }
        }
        return String.join(" ", sentences);
    }

    private String failure(int index, WorkerProcess worker, End end, List<RunInfo.Finding> findings) {
        String program = cast.program(index);
        String text = worker.name() + (program == null ? " " : " (" + program + ") ") + Report.endInfo(end);
        if (program != null && !end.killed()) {
            text += end.status() == NOT_FOUND
                    ? ": the program was not found"
                    : end.status() == NOT_EXECUTABLE ? ": the program could not be executed" : "";
        }
        List<String> objects = new ArrayList<>();
        List<Integer> steps = new ArrayList<>();
        int lastCut = moments.lastCut(index);
        // Where one of several threads ends the process, the calls of the others are not why.
        if (lastCut > 0 && (end.killed() || moments.threads(index) == 1)) {
            Event cut = moments.at(lastCut);
            text += " in " + cast.call(cut) + ", whose result is unknown";
            objects.add(cast.object(cut.object()));
            steps.add(lastCut);
        }
        String said = worker.stderr().strip();
        if (!said.isEmpty() && !end.killed()) {
            text += because(index, said, text.contains(": "));
        }
        text = Words.sentence(text);
        findings.add(new RunInfo.Finding(
                (end.killed() ? FindingKind.KILLED : FindingKind.FAILED).word(),
                "certain",
                text,
                List.of(worker.name()),
                objects,
                steps));
        return text;
    }

    /** What a worker said last; of one with several threads, what the first one said whose step failed. */
    private String because(int worker, String said, boolean isSaidWhy) {
        List<ThreadDeclaration> threads =
                declarations.get(worker).program() instanceof StepsProgram steps ? steps.threads() : List.of();
        if (threads.size() > 1) {
            for (String line : said.lines().toList()) {
                Matcher step = STEP.matcher(line);
                if (step.matches()) {
                    String thread = thread(threads, Integer.parseInt(step.group(1)));
                    return (thread == null ? "" : " because of " + cast.name(worker) + "." + thread) + ": " + line;
                }
            }
        }
        return (isSaidWhy ? ". It said: " : ": ")
                + said.lines().reduce((a, b) -> b).orElse("");
    }

    /** The thread with a step in this line; null where several have the same steps. */
    private static String thread(List<ThreadDeclaration> threads, int line) {
        int begin = threads.stream()
                .filter(t -> !t.steps().isEmpty() && t.steps().get(0).line() <= line)
                .mapToInt(t -> t.steps().get(0).line())
                .max()
                .orElse(0);
        List<String> names = threads.stream()
                .filter(t -> !t.steps().isEmpty() && t.steps().get(0).line() == begin)
                .map(ThreadDeclaration::name)
                .toList();
        return names.size() == 1 ? names.get(0) : null;
    }
}
