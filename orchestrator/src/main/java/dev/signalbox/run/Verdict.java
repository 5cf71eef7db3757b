package dev.signalbox.run;

import dev.signalbox.analyze.Analysis;
import dev.signalbox.analyze.Story;
import dev.signalbox.analyze.Waiting;
import dev.signalbox.kernel.End;
import dev.signalbox.launch.Launch;
import dev.signalbox.launch.WorkerProcess;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Phase;
import dev.signalbox.trace.TraceException;
import dev.signalbox.trace.TraceFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says in plain words how a run ended. */
final class Verdict {
    private final Scenario scenario;
    private final Launch launch;
    private final Analysis analysis;

    Verdict(Scenario scenario, Launch launch, Analysis analysis) {
        this.scenario = scenario;
        this.launch = launch;
        this.analysis = analysis;
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
        Event longest = null;
        long longestNs = -1;
        Map<Long, Event> waiting = new HashMap<>();
        Set<Long> calls = new HashSet<>();
        for (Event e : events()) {
            if (e.has(Event.WAITS)) {
                waiting.put(e.opId(), e);
                calls.add(e.opId());
            } else if (e.ends() && waiting.containsKey(e.opId())) {
                Event enter = waiting.remove(e.opId());
                if (e.atNs() - enter.atNs() > longestNs) {
                    longestNs = e.atNs() - enter.atNs();
                    longest = enter;
                }
            }
        }
        if (longest == null) {
            return "Nobody had to wait.";
        }
        String count = calls.size() == 1 ? "One call had to wait: " : calls.size() + " calls had to wait, longest ";
        return count + name(longest.worker()) + " in " + call(longest) + ", for " + Words.duration(longestNs) + ".";
    }

    private String deadlock(List<RunInfo.Finding> findings) {
        List<Waiting> waiting = analysis.waiting();
        Holders holders = new Holders(launch.holdings(), events());
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
                waiting.stream().map(Waiting::enterStep).toList()));
        return text;
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

    private String failed(List<RunInfo.Finding> findings) {
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < launch.workers().size(); i++) {
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
        List<Integer> events = new ArrayList<>();
        Event cut = lastCut(index);
        if (cut != null) {
            text += " in " + call(cut) + ", whose result is unknown";
            objects.add(object(cut));
            events.add((int) step(cut));
        }
        String said = worker.stderr().strip();
        text += said.isEmpty() || end.killed()
                ? "."
                : ": " + said.lines().reduce((a, b) -> b).orElse("");
        findings.add(new RunInfo.Finding(
                end.killed() ? "killed" : "failed", "certain", text, List.of(worker.name()), objects, events));
        return text;
    }

    private Event lastCut(int worker) {
        Event last = null;
        for (Event e : events()) {
            if (e.worker() == worker && e.phase() == Phase.CUT) {
                last = e;
            }
        }
        return last;
    }

    private long step(Event wanted) {
        int step = 0;
        for (Event e : events()) {
            step++;
            if (e.seq() == wanted.seq()) {
                return step;
            }
        }
        return 0;
    }

    private List<Event> events() {
        ByteBuffer rows = analysis.rows(Story.Kind.EVENTS, 0, analysis.count(Story.Kind.EVENTS))
                .duplicate()
                .order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        try {
            while (rows.hasRemaining()) {
                events.add(TraceFormat.decode(rows));
            }
        } catch (TraceException impossible) {
            throw new IllegalStateException(impossible);
        }
        return events;
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
