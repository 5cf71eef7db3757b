package dev.signalbox.run;

import dev.signalbox.analyze.Analysis;
import dev.signalbox.analyze.Waiting;
import dev.signalbox.kernel.End;
import dev.signalbox.launch.Launch;
import dev.signalbox.launch.WorkerProcess;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Says in plain words how a run ended. */
final class Verdict {
    private final Scenario scenario;
    private final Launch launch;
    private final Analysis analysis;
    private final List<Event> events;
    private final Moments moments;

    Verdict(Scenario scenario, Launch launch, Analysis analysis) {
        this.scenario = scenario;
        this.launch = launch;
        this.analysis = analysis;
        this.events = analysis.events();
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
        return count + name(call.worker()) + " in " + call(call) + ", for " + Words.duration(longestNs) + ".";
    }

    private String deadlock(List<RunInfo.Finding> findings) {
        List<Waiting> waiting = analysis.waiting();
        Holders holders = new Holders(launch.holdings(), events);
        StringBuilder sentences = new StringBuilder();
        for (Waiting w : waiting) {
            sentences.append(wait(w, "waits for ever in")).append(help(w, holders.ofTheOtherEnd(w.enter())));
        }
        String text = sentences.toString().strip();
        findings.add(new RunInfo.Finding(
                "deadlock",
                "certain",
                text,
                waiting.stream().map(w -> name(w.worker())).distinct().toList(),
                waiting.stream().map(w -> object(w.enter())).distinct().toList(),
                waiting.stream().map(this::begin).toList()));
        return text;
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
        return " " + name(w.worker()) + " " + verb + " " + call(w.enter()) + why + ".";
    }

    /** Who could have ended a wait, and why they do not. */
    private String help(Waiting w, List<Integer> others) {
        boolean reads = w.enter().op().effect() == Effect.READ;
        String end = object(w.enter()) + (reads ? "[1]" : "[0]");
        if (others.equals(List.of(w.worker()))) {
            return " Only " + name(w.worker()) + " itself still holds " + end
                    + (reads ? ", so end of file never comes." : ".");
        }
        List<String> names =
                others.stream().filter(o -> o != w.worker()).map(this::name).toList();
        return names.isEmpty()
                ? ""
                : " Only " + Words.list(names) + " could " + (reads ? "write to it" : "read from it") + ", and "
                        + (names.size() == 1 ? "waits too." : "they wait too.");
    }

    /** Who ended first comes first: the others can have failed because of it. */
    private String failed(List<RunInfo.Finding> findings) {
        List<String> sentences = new ArrayList<>();
        List<Integer> inOrder = IntStream.range(0, launch.workers().size())
                .boxed()
                .sorted(Comparator.comparingInt(moments::endOf))
                .toList();
        for (int i : inOrder) {
            WorkerProcess worker = launch.workers().get(i);
            End end = worker.end();
            int expected = scenario.expect().exits().getOrDefault(worker.name(), 0);
            if (end.killed() || end.status() != expected) {
                sentences.add(failure(i, worker, end, findings));
            }
        }
        return String.join(" ", sentences);
    }

    private String failure(int index, WorkerProcess worker, End end, List<RunInfo.Finding> findings) {
        String text = worker.name() + " " + Report.endInfo(end);
        List<String> objects = new ArrayList<>();
        List<Integer> steps = new ArrayList<>();
        int lastCut = moments.lastCut(index);
        if (lastCut > 0) {
            Event cut = moments.at(lastCut);
            text += " in " + call(cut) + ", whose result is unknown";
            objects.add(object(cut));
            steps.add(lastCut);
        }
        String said = worker.stderr().strip();
        if (!said.isEmpty() && !end.killed()) {
            text += ": " + said.lines().reduce((a, b) -> b).orElse("");
        }
        text = Words.sentence(text);
        findings.add(new RunInfo.Finding(
                end.killed() ? "killed" : "failed", "certain", text, List.of(worker.name()), objects, steps));
        return text;
    }

    private String call(Event e) {
        String object = object(e);
        String end = object.isEmpty() ? "" : object + "[" + (e.access() == 0 ? 0 : 1) + "]";
        return e.op().call() + "(" + end + (e.op().effect().name().matches("READ|WRITE") ? ", " + e.arg0() : "") + ")";
    }

    private String object(Event e) {
        return e.object() == Event.NO_OBJECT
                ? ""
                : scenario.objects().get(e.object()).name();
    }

    private String name(int worker) {
        return scenario.workers().get(worker).name();
    }
}
