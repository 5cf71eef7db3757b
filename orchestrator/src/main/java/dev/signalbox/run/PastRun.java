package dev.signalbox.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.analyze.Analysis;
import dev.signalbox.analyze.Held;
import dev.signalbox.analyze.Story;
import dev.signalbox.analyze.Watched;
import dev.signalbox.collect.TraceFile;
import dev.signalbox.primitive.Primitive;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.TraceException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A run from its folder: one that is over, or one that others play, as far as it is written.
 *
 * <p>The trace is read when it is first asked for.
 */
public final class PastRun implements Shown {
    private static final String AGAIN = "run the scenario again";

    private final Path folder;
    private final RunInfo info;
    private List<Event> events;
    private Story story;

    private PastRun(Path folder, RunInfo info) {
        this.folder = folder;
        this.info = info;
    }

    /**
     * Opens a run.
     *
     * @param folder holds run.json and trace.sbx
     * @throws RunException when it does not, or when they are damaged
     */
    public static PastRun open(Path folder) throws RunException {
        Path file = folder.resolve(RunFolder.INFO);
        try {
            PastRun run = new PastRun(folder, RunInfo.parse(Files.readString(file)));
            return run.info.wasConcluded() ? run : run.unjudged();
        } catch (NoSuchFileException missing) {
            throw RunException.input(folder + ": no run (expected: a folder with " + RunFolder.INFO + ")");
        } catch (JsonProcessingException damaged) {
            throw RunException.input(Words.next(file + RunInfo.whatIsWrong(damaged), AGAIN));
        } catch (CharacterCodingException binary) {
            throw damaged(file, "not UTF-8");
        } catch (IOException unreadable) {
            throw damaged(file, Words.why(unreadable));
        }
    }

    /** Nobody has written how it ended: what is known of that is in the trace. */
    private PastRun unjudged() throws RunException {
        List<Event> read = events();
        long lastNs = read.isEmpty() ? 0 : read.get(read.size() - 1).atNs();
        boolean goesOn = Owner.isAlive(info.orchestrator());
        RunInfo until = info.until(
                goesOn ? RunInfo.RUNNING : RunInfo.ENDED,
                goesOn
                        ? "It still goes on, in process " + info.orchestrator().pid()
                                + ". What it had written so far is here."
                        : "The orchestrator was killed. What it had written by then is here.",
                read.size(),
                TimeUnit.NANOSECONDS.toMillis(Math.max(0, lastNs)));
        PastRun run = new PastRun(folder, until);
        run.events = read;
        return run;
    }

    /** A sentence where nobody has judged the run, null where it has a verdict. */
    public String noVerdict() {
        return info.outcome() != null ? null : folder + ": no verdict. " + info.verdict();
    }

    /** Whether its folder will not change any more. */
    boolean isFinal() {
        return info.wasConcluded();
    }

    /** The events in the order of their steps. */
    public synchronized List<Event> events() throws RunException {
        if (events == null) {
            Path file = folder.resolve(RunFolder.TRACE);
            try {
                List<Event> read = TraceFile.read(file);
                for (int i = 0; i < read.size(); i++) {
                    check(file, i + 1, read.get(i));
                }
                events = read;
            } catch (TraceException damaged) {
                throw damaged(file, damaged.getMessage().replaceFirst("^trace: ", ""));
            } catch (IOException unreadable) {
                throw damaged(file, Words.why(unreadable));
            }
        }
        return events;
    }

    private void check(Path file, int step, Event e) throws RunException {
        int workers = info.workers().size();
        int objects = info.objects().size();
        if (e.worker() >= workers) {
            throw damaged(file, "step " + step + ": worker " + e.worker() + " (expected: less than " + workers + ")");
        }
        if (e.object() >= objects && e.object() != Event.NO_OBJECT) {
            throw damaged(file, "step " + step + ": object " + e.object() + " (expected: less than " + objects + ")");
        }
    }

    private static RunException damaged(Path file, String why) {
        return RunException.input(Words.next(file + ": " + why, AGAIN));
    }

    /** A sentence where the end of the trace is missing, null where all is there. */
    public String incomplete() throws RunException {
        return events().size() >= info.events()
                ? null
                : folder.resolve(RunFolder.TRACE) + ": " + events().size() + " of " + info.events()
                        + " events, the rest is missing";
    }

    /** Reads and analyses the trace, so that {@link #story} cannot fail. */
    public synchronized PastRun load() throws RunException {
        if (story == null) {
            List<Watched> watched = info.objects().stream()
                    .map(o -> new Watched(Primitive.PIPE, o.capacity()))
                    .toList();
            List<Held> held = info.holds().stream()
                    .map(h -> new Held(h.worker(), h.object(), h.access()))
                    .toList();
            try {
                story = Analysis.replay(watched, held, events());
            } catch (RuntimeException senseless) {
                // Every row is one, but together they make no run.
                throw damaged(
                        folder.resolve(RunFolder.TRACE),
                        "the events do not fit together (expected: the trace that a run wrote)");
            }
        }
        return this;
    }

    public RunInfo info() {
        return info;
    }

    @Override
    public synchronized Story story() {
        try {
            return load().story;
        } catch (RunException damaged) {
            throw new IllegalStateException(damaged);
        }
    }

    @Override
    public String infoJson() {
        return info.toJson();
    }

    @Override
    public int infoVersion() {
        return 1;
    }

    @Override
    public boolean over() {
        return true;
    }
}
