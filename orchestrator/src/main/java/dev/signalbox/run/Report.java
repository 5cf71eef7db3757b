package dev.signalbox.run;

import dev.signalbox.analyze.Analysis;
import dev.signalbox.analyze.Held;
import dev.signalbox.analyze.Story;
import dev.signalbox.collect.Proof;
import dev.signalbox.kernel.End;
import dev.signalbox.kernel.Signals;
import dev.signalbox.launch.Launch;
import dev.signalbox.launch.WorkerProcess;
import dev.signalbox.primitive.Cell;
import dev.signalbox.primitive.State;
import dev.signalbox.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes down what is known of a run, while it goes on and at its end. */
final class Report {
    static final String COMPLETED = "completed";
    static final String DEADLOCK = "deadlock";
    static final String FAILED = "failed";
    static final String TIMEOUT = "timeout";
    static final String INTERRUPTED = RunInfo.INTERRUPTED;

    private final Scenario scenario;
    private final String id;
    private final String startedAt;
    private final Launch launch;
    private final RunObjects objects;
    private final Path folder;
    private final Set<Integer> foreign = new TreeSet<>();
    private long lost;
    private List<String> unmet = List.of();

    Report(Scenario scenario, RunFolder folder, String startedAt, Launch launch, RunObjects objects) {
        this.scenario = scenario;
        this.id = folder.id();
        this.folder = folder.path();
        this.startedAt = startedAt;
        this.launch = launch;
        this.objects = objects;
    }

    /** Somebody holds an end of an object whose calls nobody sees; whether that is news. */
    boolean isForeign(int object) {
        return foreign.add(object);
    }

    List<Held> held() {
        return launch.holdings().stream()
                .map(h -> new Held(h.worker(), h.object(), h.end().reads() ? 0 : 1, h.fd()))
                .toList();
    }

    void lost(long records) {
        lost = records;
    }

    RunInfo starting() {
        return info(RunInfo.STARTING, null, null, null, List.of(), 0, 0, 0);
    }

    RunInfo running() {
        return info(RunInfo.RUNNING, null, null, null, List.of(), 0, 0, 0);
    }

    /** The outcome of a run whose workers have all ended. */
    String endings() {
        for (WorkerProcess worker : launch.workers()) {
            int expected = scenario.expect().exits().getOrDefault(worker.name(), 0);
            if (worker.end() != null && worker.end().code() != expected) {
                return FAILED;
            }
        }
        return COMPLETED;
    }

    /** @param standing of those that had not ended when the run did */
    RunInfo ended(String outcome, Analysis analysis, Proof proof, Standing standing, long durationMs) {
        List<RunInfo.Finding> findings = new ArrayList<>();
        String verdict =
                new Verdict(scenario, launch.workers(), objects, analysis, proof, standing).text(outcome, findings);
        int steps = analysis.count(Story.Kind.EVENTS);
        Set<String> waited = analysis.waited().stream()
                .map(i -> scenario.workers().get(i).name())
                .collect(Collectors.toSet());
        unmet = new Grade(scenario.expect(), folder).unmet(outcome, waited, findings, launch.workers());
        boolean met = !outcome.equals(INTERRUPTED) && unmet.isEmpty();
        if (!outcome.equals(INTERRUPTED)
                && !unmet.isEmpty()
                && scenario.expect().isStated()) {
            verdict += " Not as expected: " + String.join("; ", unmet) + ".";
        }
        return info(RunInfo.ENDED, outcome, met, verdict, findings, steps, analysis.divergences(), durationMs);
    }

    private RunInfo info(
            String state,
            String outcome,
            Boolean met,
            String verdict,
            List<RunInfo.Finding> findings,
            long events,
            long divergences,
            long durationMs) {
        return new RunInfo(
                id,
                startedAt,
                new RunInfo.ScenarioInfo(scenario.fileName(), scenario.title(), scenario.about(), scenario.source()),
                state,
                workers(outcome),
                objectInfos(),
                held().stream()
                        .map(h -> new RunInfo.HoldInfo(
                                h.worker(), h.object(), h.access(), h.fd() == Held.UNKNOWN ? null : h.fd()))
                        .toList(),
                outcome,
                met,
                verdict,
                findings,
                events,
                lost,
                divergences,
                durationMs,
                state.equals(RunInfo.ENDED) ? null : Owner.own(),
                unmet);
    }

    private List<RunInfo.WorkerInfo> workers(String outcome) {
        List<RunInfo.WorkerInfo> workers = new ArrayList<>();
        for (WorkerProcess w : launch.workers()) {
            End end = end(outcome, w);
            workers.add(Sources.info(w, end == null ? null : endInfo(end)));
        }
        return workers;
    }

    /** Those that we had to end ourselves did not end as far as the run is concerned. */
    static End end(String outcome, WorkerProcess worker) {
        boolean byUs = DEADLOCK.equals(outcome) || TIMEOUT.equals(outcome) || INTERRUPTED.equals(outcome);
        return byUs && worker.end() != null && worker.end().killed() ? null : worker.end();
    }

    static RunInfo.EndInfo endInfo(End end) {
        return end.killed()
                ? new RunInfo.EndInfo("killed", null, Signals.name(end.status()))
                : new RunInfo.EndInfo("exited", end.status(), null);
    }

    private List<RunInfo.ObjectInfo> objectInfos() {
        List<RunInfo.ObjectInfo> infos = new ArrayList<>();
        for (RunObjects.Known known : objects.all()) {
            State state = known.primitive().create(known.capacity(), 0, 0);
            List<RunInfo.CellInfo> cells = new ArrayList<>();
            for (Cell cell : known.primitive().cells()) {
                long max = state.cellMax(cells.size());
                cells.add(new RunInfo.CellInfo(cell.name(), cell.label(), max < 0 ? null : max));
            }
            infos.add(new RunInfo.ObjectInfo(
                    infos.size(),
                    known.name(),
                    known.primitive().kind(),
                    known.capacity(),
                    cells,
                    known.path(),
                    known.line(),
                    known.watched().isDeclared(),
                    foreign.contains(infos.size()),
                    known.watched().isForeign()));
        }
        return infos;
    }
}
