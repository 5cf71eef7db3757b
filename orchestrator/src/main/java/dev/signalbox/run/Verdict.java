package dev.signalbox.run;

import dev.signalbox.analyze.Analysis;
import dev.signalbox.analyze.Waiting;
import dev.signalbox.collect.Proof;
import dev.signalbox.kernel.End;
import dev.signalbox.launch.WorkerProcess;
import dev.signalbox.scenario.FindingKind;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.trace.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Says in plain words how a run ended. */
final class Verdict {
    private static final int NOT_FOUND = 127;
    private static final int NOT_EXECUTABLE = 126;

    private final Cast cast;
    private final List<WorkerProcess> workers;
    private final Map<String, Integer> exits;
    private final Analysis analysis;
    private final Proof proof;
    private final List<Event> events;
    private final Moments moments;

    /** @param proof that nobody could go on; {@link Proof#NONE} where the run ended another way */
    Verdict(Scenario scenario, List<WorkerProcess> workers, RunObjects objects, Analysis analysis, Proof proof) {
        this.workers = workers;
        this.exits = scenario.expect().exits();
        this.analysis = analysis;
        this.proof = proof;
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
                return ("The time was up." + waits("is in")).strip();
            default:
                return ("Somebody ended the run." + waits("is in")).strip();
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

    /** A sentence for each call that has not returned. */
    private String waits(String verb) {
        StringBuilder text = new StringBuilder();
        for (Waiting w : analysis.waiting()) {
            text.append(wait(w, verb));
        }
        return text.toString();
    }

    private String wait(Waiting w, String verb) {
        String why = w.why().isEmpty() ? "" : ": " + w.why();
        return " " + cast.name(w.worker(), w.tid()) + " " + verb + " " + cast.call(w.enter()) + why + ".";
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
        if (lastCut > 0) {
            Event cut = moments.at(lastCut);
            text += " in " + cast.call(cut) + ", whose result is unknown";
            objects.add(cast.object(cut.object()));
            steps.add(lastCut);
        }
        String said = worker.stderr().strip();
        if (!said.isEmpty() && !end.killed()) {
            text += (text.contains(": ") ? ". It said: " : ": ")
                    + said.lines().reduce((a, b) -> b).orElse("");
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
}
