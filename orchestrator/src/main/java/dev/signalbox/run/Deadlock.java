package dev.signalbox.run;

import dev.signalbox.analyze.Analysis;
import dev.signalbox.analyze.Held;
import dev.signalbox.analyze.WaitFor;
import dev.signalbox.analyze.Waiter;
import dev.signalbox.analyze.Waiting;
import dev.signalbox.collect.Asleep;
import dev.signalbox.collect.Proof;
import dev.signalbox.launch.WorkerProcess;
import dev.signalbox.primitive.Call;
import dev.signalbox.scenario.FindingKind;
import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Who waits for ever in a run, and why nobody can help. */
final class Deadlock {
    private final Cast cast;
    private final List<WorkerProcess> workers;
    private final Proof proof;
    /** With what is known of each, null for one that nobody recorded. */
    private final Map<Waiter, Waiting> waiters = new LinkedHashMap<>();

    private final WaitFor waitFor;

    Deadlock(Cast cast, List<WorkerProcess> workers, Analysis analysis, Proof proof) {
        this.cast = cast;
        this.workers = workers;
        this.proof = proof;
        for (Waiting w : analysis.waiting()) {
            Event e = w.enter();
            int access = e.op() == Op.OPEN ? (int) e.arg0() & 3 : e.access();
            List<Integer> children = e.op().effect() == Effect.JOIN ? children(w.worker(), e) : List.of();
            waiters.put(new Waiter(w.worker(), w.tid(), e.op(), e.object(), access, children), w);
        }
        for (Asleep a : proof.threads()) {
            boolean isRecorded = a.worker() >= 0 && a.parent() == 0;
            if (!isRecorded) {
                int process = a.worker() >= 0 ? a.worker() : Cast.outsider(a.pid());
                cast.named(process, a.program());
                List<Integer> children = a.op() == Op.WAITPID ? programsOf(a.pid()) : List.of();
                boolean reads = a.op() == Op.READ || a.op() == Op.READV;
                int access = reads ? Call.READ_ONLY : Call.WRITE_ONLY;
                waiters.put(new Waiter(process, a.tid(), a.op(), a.object(), access, children), null);
            }
        }
        this.waitFor = new WaitFor(List.copyOf(waiters.keySet()), held(analysis), Set.of(), privates(analysis));
    }

    /** By the trace; of those that record nothing, by what they hold in truth. */
    private List<Held> held(Analysis analysis) {
        List<Held> held = new ArrayList<>();
        for (Held h : analysis.held()) {
            if (cast.program(h.worker()) == null) {
                held.add(h);
            }
        }
        for (Proof.Grip grip : proof.grips()) {
            held.add(new Held(cast.process(grip.pid()), grip.object(), grip.access(), grip.fd()));
        }
        return held;
    }

    /** Variables belong to a thread: what steps make no other thread can name. */
    private Map<Integer, Integer> privates(Analysis analysis) {
        Map<Integer, Integer> privates = new HashMap<>();
        for (Event e : analysis.events()) {
            if (e.op().effect() == Effect.CREATE && e.object() != Event.NO_OBJECT && cast.isSteps(e.worker())) {
                privates.putIfAbsent(e.object(), e.tid());
            }
        }
        return privates;
    }

    /** Those that a call of a worker waits for. */
    private List<Integer> children(int worker, Event e) {
        if (e.op() == Op.WAITPID && e.arg0() > 0) {
            return List.of(cast.process((int) e.arg0()));
        }
        return programsOf(workers.get(worker).pid());
    }

    private List<Integer> programsOf(int parent) {
        return proof.threads().stream()
                .filter(a -> a.parent() == parent)
                .map(a -> cast.process(a.pid()))
                .distinct()
                .toList();
    }

    /** The sentences; each finding is added. {@code beginOf}: the step at which a wait began. */
    String text(List<RunInfo.Finding> findings, ToIntFunction<Waiting> beginOf) {
        List<Waiter> orphaned =
                waitFor.stuck().stream().filter(waitFor::isOrphaned).toList();
        List<Waiter> others = waitFor.stuck().stream()
                .filter(w -> w.op() != null && !orphaned.contains(w))
                .toList();
        for (Waiter w : orphaned) {
            findings.add(
                    finding(FindingKind.ORPHANED_WAIT.word(), List.of(w), List.of(), sentences(List.of(w)), beginOf));
        }
        List<Waiter> cycle = waitFor.cycle();
        String circle = cycle.size() < 2 ? "" : " " + circle(cycle);
        if (!others.isEmpty()) {
            findings.add(finding(FindingKind.DEADLOCK.word(), others, cycle, sentences(others) + circle, beginOf));
        }
        List<Waiter> all = new ArrayList<>(orphaned);
        all.addAll(others);
        return sentences(all) + circle;
    }

    private RunInfo.Finding finding(
            String type, List<Waiter> of, List<Waiter> cycle, String text, ToIntFunction<Waiting> beginOf) {
        return new RunInfo.Finding(
                type,
                "certain",
                text,
                of.stream().map(w -> cast.name(w.worker())).distinct().toList(),
                of.stream()
                        .map(w -> cast.object(w.object()))
                        .filter(o -> !o.isEmpty())
                        .distinct()
                        .toList(),
                of.stream()
                        .map(waiters::get)
                        .filter(w -> w != null)
                        .map(beginOf::applyAsInt)
                        .toList(),
                cycle.stream().map(this::name).toList());
    }

    private String circle(List<Waiter> cycle) {
        List<String> links = new ArrayList<>();
        for (int i = 0; i < cycle.size(); i++) {
            String waits = i == 0 ? " waits for " : " for ";
            links.add(name(cycle.get(i)) + waits + name(cycle.get((i + 1) % cycle.size())));
        }
        return "So " + Words.list(links) + ".";
    }

    private String name(Waiter w) {
        return cast.name(w.worker(), w.tid());
    }

    private String sentences(List<Waiter> of) {
        return of.stream().map(w -> wait(w) + help(w)).collect(Collectors.joining(" "));
    }

    private String wait(Waiter w) {
        Waiting seen = waiters.get(w);
        String why = seen == null || seen.why().isEmpty() ? "" : ": " + seen.why();
        String call =
                seen == null ? w.op().call() + "(" + cast.end(w.object(), w.access()) + ")" : cast.call(seen.enter());
        return name(w) + " waits for ever in " + call + why + ".";
    }

    /** Who could have ended a wait, and why they do not. */
    private String help(Waiter w) {
        Effect effect = w.op().effect();
        List<String> names = new ArrayList<>();
        waitFor.helpers(w).stream().filter(p -> p != w.worker()).map(cast::name).forEach(names::add);
        waitFor.siblings(w).stream().map(this::name).forEach(names::add);
        boolean one = names.size() == 1;
        String waits = one ? " waits too." : " wait too.";
        if (effect == Effect.JOIN) {
            return names.isEmpty()
                    ? ""
                    : " " + Words.list(names) + (one ? " has" : " have") + " not ended:" + (one ? " it" : " they")
                            + waits;
        }
        if (effect == Effect.OPEN) {
            return names.isEmpty() ? " Nobody is left to open it." : " " + Words.list(names) + waits;
        }
        boolean needsWriter = effect == Effect.READ || effect == Effect.AWAIT && w.access() == Call.READ_ONLY;
        String holds = cast.holds(w.object(), needsWriter ? Call.WRITE_ONLY : Call.READ_ONLY);
        if (names.isEmpty() && waitFor.helpers(w).isEmpty()) {
            return "";
        }
        if (names.isEmpty()) {
            return " Only " + cast.name(w.worker()) + " itself still " + holds
                    + (needsWriter ? ", so end of file never comes." : ".");
        }
        return " Only " + Words.list(names) + " could " + (needsWriter ? "write to it" : "read from it") + ", and "
                + (one ? "waits too." : "they wait too.");
    }
}
