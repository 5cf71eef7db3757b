package dev.signalbox.run;

import dev.signalbox.analyze.Analysis;
import dev.signalbox.analyze.Story;
import dev.signalbox.analyze.Watched;
import dev.signalbox.collect.Collector;
import dev.signalbox.collect.Proof;
import dev.signalbox.collect.Sink;
import dev.signalbox.collect.Source;
import dev.signalbox.collect.TraceFile;
import dev.signalbox.launch.Launch;
import dev.signalbox.launch.LaunchException;
import dev.signalbox.launch.WorkerProcess;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.trace.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One run of a scenario, live.
 *
 * <p>The thread that calls {@link #play} is the run's: it collects, analyses and writes the trace. Others may read
 * the story.
 */
public final class Run implements Shown {
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(3);
    /** Two proofs that everybody sleeps must agree, this far apart. */
    private static final long PROOFS_APART_NS = TimeUnit.MILLISECONDS.toNanos(30);

    private final Scenario scenario;
    private final RunFolder folder;
    private final Launch launch;
    private final Analysis analysis;
    private final Report report;
    private final RunObjects objects;
    private final long startNs;
    private final BooleanSupplier interrupted;
    private volatile RunInfo info;
    private volatile int infoVersion;
    private volatile boolean shownToTheEnd;
    private Proof proven = Proof.NONE;
    private int rowsWritten;
    /** Objects whose rows were written are in run.json. */
    private int objectsWritten;

    private Run(Scenario scenario, RunFolder folder, Launch launch, String startedAt, BooleanSupplier interrupted) {
        this.scenario = scenario;
        this.folder = folder;
        this.launch = launch;
        this.interrupted = interrupted;
        this.startNs = System.nanoTime();
        this.objects = new RunObjects(scenario, launch.objects(), launch.work(), this::appeared);
        this.report = new Report(scenario, folder, startedAt, launch, objects);
        this.analysis = new Analysis(objects.watched(), report.held(), Sources.natives(scenario));
        show(report.starting());
    }

    /** @throws RunException where scenarios cannot be played, and why */
    public static void checkMachine() throws RunException {
        try {
            Launch.checkMachine();
        } catch (LaunchException lacks) {
            throw RunException.machine(lacks.getMessage());
        }
    }

    /**
     * Makes the objects and starts the workers; they wait.
     *
     * @param runs the folder that keeps runs; made where it is missing
     * @param interrupted asked again and again, all through the run: whether to end it
     * @throws RunException with a message for the user; nothing is left behind then
     */
    public static Run prepare(Scenario scenario, Path runs, Clock clock, BooleanSupplier interrupted)
            throws RunException {
        if (interrupted.getAsBoolean()) {
            throw RunException.interrupted();
        }
        RunFolder folder = RunFolder.create(runs, scenario.file(), LocalDateTime.now(clock));
        try {
            Launch launch = Launch.prepare(scenario, folder.path(), interrupted);
            return new Run(scenario, folder, launch, clock.instant().toString(), interrupted);
        } catch (LaunchException failed) {
            Trash.delete(folder.path());
            throw failed.isInput()
                    ? RunException.input(failed.getMessage())
                    : RunException.machine(failed.getMessage());
        } catch (InterruptedException gaveUp) {
            Trash.delete(folder.path());
            throw RunException.interrupted();
        }
    }

    /**
     * Lets the workers go and stays until they have ended, or can never end, or the time is up, or it is interrupted.
     *
     * @param timeoutMs how long the run may take
     */
    public RunInfo play(long timeoutMs) throws RunException {
        try (launch;
                TraceFile trace = TraceFile.create(folder.trace())) {
            return finish(trace, watch(trace, timeoutMs), timeoutMs);
        } catch (IOException failed) {
            // What is there cannot be shown without the rest.
            Trash.delete(folder.path());
            throw RunException.machine("--out: " + folder.path() + ": " + Words.why(failed)
                    + " (expected: room for the run; next: make room, or choose another folder)");
        } catch (LaunchException failed) {
            Trash.delete(folder.path());
            throw RunException.machine(failed.getMessage());
        }
    }

    private String watch(TraceFile trace, long timeoutMs) throws IOException, LaunchException {
        // From here on the folder tells of a run, whatever becomes of us.
        folder.write(report.running());
        Collector collector = collector();
        collector.begin();
        launch.go();
        show(report.running());
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        long lastProofNs = 0;
        Proof lastProof = Proof.NONE;
        String outcome = null;
        int alive = launch.workers().size();
        while (outcome == null) {
            long came = collector.round();
            write(trace);
            report.lost(collector.lost());
            int aliveNow =
                    (int) launch.workers().stream().filter(w -> w.end() == null).count();
            if (aliveNow != alive) {
                alive = aliveNow; // some have ended, or were started
                show(report.running());
            }
            long now = System.nanoTime();
            if (came > 0) {
                lastProof = Proof.NONE;
            }
            if (collector.ended()) {
                outcome = report.endings();
            } else if (interrupted.getAsBoolean()) {
                outcome = Report.INTERRUPTED;
            } else if (now > deadline) {
                outcome = Report.TIMEOUT;
            } else if (came == 0 && now - lastProofNs > PROOFS_APART_NS) {
                Proof proof = collector.asleep();
                if (!proof.isEmpty() && proof.equals(lastProof)) {
                    outcome = Report.DEADLOCK;
                    proven = proof;
                }
                lastProof = proof;
                lastProofNs = now;
            }
            if (came == 0 && outcome == null) {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
        collector.catchUp();
        report.lost(collector.lost());
        return outcome;
    }

    private Collector collector() {
        List<Source> sources = Sources.of(launch);
        Sink sink = new Sink() {
            @Override
            public void take(Event event) {
                analysis.take(event);
            }

            @Override
            public void advance(long watermarkNs) {
                analysis.advance(watermarkNs);
            }
        };
        return new Collector(
                sources, launch.objects().stream().map(Launch.Made::identity).toList(), objects, startNs, sink);
    }

    private void appeared(Watched watched) {
        analysis.appear(watched);
        // Whoever reads its rows must know it.
        show(report.running());
    }

    private void write(TraceFile trace) throws IOException {
        int known = objects.all().size();
        boolean isNew = known > objectsWritten;
        for (int i = 0; i < known; i++) {
            isNew |= analysis.isForeign(i) && report.isForeign(i);
        }
        if (isNew) {
            objectsWritten = known;
            show(report.running());
            folder.write(report.running());
        }
        int rows = analysis.count(Story.Kind.EVENTS);
        if (rows > rowsWritten) {
            trace.append(analysis.rows(Story.Kind.EVENTS, rowsWritten, rows));
            rowsWritten = rows;
        }
    }

    private RunInfo finish(TraceFile trace, String outcome, long timeoutMs) throws IOException {
        long durationMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        Standing standing = Standing.of(launch.workers(), timeoutMs);
        // What follows is our doing, not the scenario's: it is not collected any more.
        launch.kill();
        analysis.finish();
        write(trace);
        RunInfo end = report.ended(outcome, analysis, proven, standing, durationMs);
        show(end);
        shownToTheEnd = true;
        folder.write(end);
        return end;
    }

    private void show(RunInfo next) {
        info = next;
        infoVersion++;
    }

    public String id() {
        return folder.id();
    }

    public Path folder() {
        return folder.path();
    }

    @Override
    public Story story() {
        return analysis;
    }

    @Override
    public String infoJson() {
        return info.toJson();
    }

    @Override
    public int infoVersion() {
        return infoVersion;
    }

    @Override
    public boolean over() {
        return shownToTheEnd;
    }

    /** The processes of this run. */
    public List<WorkerProcess> workers() {
        return launch.workers();
    }

    /** The scenario that is played. */
    public Scenario scenario() {
        return scenario;
    }
}
