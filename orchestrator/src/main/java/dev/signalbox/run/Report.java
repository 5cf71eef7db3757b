package dev.signalbox.run;

import dev.signalbox.analyze.Analysis;
import dev.signalbox.analyze.Held;
import dev.signalbox.analyze.Story;
import dev.signalbox.analyze.Watched;
import dev.signalbox.kernel.End;
import dev.signalbox.kernel.Signals;
import dev.signalbox.launch.Launch;
import dev.signalbox.launch.WorkerProcess;
import dev.signalbox.primitive.Cell;
import dev.signalbox.primitive.Pipe;
import dev.signalbox.primitive.Primitive;
import dev.signalbox.primitive.State;
import dev.signalbox.scenario.Expectation;
import dev.signalbox.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
    private long lost;

    Report(Scenario scenario, String id, String startedAt, Launch launch) {
        this.scenario = scenario;
        this.id = id;
        this.startedAt = startedAt;
        this.launch = launch;
    }

    List<Watched> watched() {
        return launch.objects().stream()
                .map(o -> new Watched(Primitive.PIPE, o.capacity()))
                .toList();
    }

    List<Held> held() {
        return launch.holdings().stream()
                .map(h -> new Held(h.worker(), h.object(), h.end().reads() ? 0 : 1))
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
            if (worker.end().killed() || worker.end().status() != expected) {
                return FAILED;
            }
        }
        return COMPLETED;
    }

    RunInfo ended(String outcome, Analysis analysis, long durationMs) {
        List<RunInfo.Finding> findings = new ArrayList<>();
        String verdict = new Verdict(scenario, launch, analysis).text(outcome, findings);
        int steps = analysis.count(Story.Kind.EVENTS);
        boolean met = !outcome.equals(INTERRUPTED) && isMet(outcome, analysis.waited());
        return info(RunInfo.ENDED, outcome, met, verdict, findings, steps, analysis.divergences(), durationMs);
    }

    private boolean isMet(String outcome, Set<Integer> waited) {
        Expectation expect = scenario.expect();
        boolean ends = expect.outcomes().stream().anyMatch(o -> o.word().equals(outcome));
        return ends
                && expect.waited().stream().allMatch(name -> waited.contains(indexOf(name)))
                && launch.workers().stream()
                        .allMatch(w -> exitIsMet(w, expect.exits().get(w.name())));
    }

    private static boolean exitIsMet(WorkerProcess worker, Integer expected) {
        End end = worker.end();
        return expected == null || (end != null && !end.killed() && end.status() == expected);
    }

    private int indexOf(String worker) {
        for (int i = 0; i < scenario.workers().size(); i++) {
            if (scenario.workers().get(i).name().equals(worker)) {
                return i;
            }
        }
        return -1;
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
                objects(),
                held().stream()
                        .map(h -> new RunInfo.HoldInfo(h.worker(), h.object(), h.access()))
                        .toList(),
                outcome,
                met,
                verdict,
                findings,
                events,
                lost,
                divergences,
                durationMs,
                state.equals(RunInfo.ENDED) ? null : Owner.own());
    }

    private List<RunInfo.WorkerInfo> workers(String outcome) {
        List<RunInfo.WorkerInfo> workers = new ArrayList<>();
        for (WorkerProcess w : launch.workers()) {
            // Those that we had to end ourselves did not end as far as the run is concerned.
            boolean byUs = DEADLOCK.equals(outcome) || TIMEOUT.equals(outcome) || INTERRUPTED.equals(outcome);
            End end = byUs && w.end() != null && w.end().killed() ? null : w.end();
            workers.add(new RunInfo.WorkerInfo(
                    workers.size(), w.name(), w.pid(), end == null ? null : endInfo(end), w.stderr()));
        }
        return workers;
    }

    static RunInfo.EndInfo endInfo(End end) {
        return end.killed()
                ? new RunInfo.EndInfo("killed", null, Signals.name(end.status()))
                : new RunInfo.EndInfo("exited", end.status(), null);
    }

    private List<RunInfo.ObjectInfo> objects() {
        List<RunInfo.ObjectInfo> objects = new ArrayList<>();
        for (Launch.Made made : launch.objects()) {
            State state = Pipe.create(made.capacity(), 0, 0);
            List<RunInfo.CellInfo> cells = new ArrayList<>();
            for (Cell cell : Primitive.PIPE.cells()) {
                long max = state.cellMax(cells.size());
                cells.add(new RunInfo.CellInfo(cell.name(), cell.label(), max < 0 ? null : max));
            }
            objects.add(new RunInfo.ObjectInfo(
                    objects.size(), made.declaration().name(), Primitive.PIPE.kind(), made.capacity(), cells));
        }
        return objects;
    }
}
