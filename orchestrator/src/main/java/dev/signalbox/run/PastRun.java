package dev.signalbox.run;

import dev.signalbox.analyze.Analysis;
import dev.signalbox.analyze.Held;
import dev.signalbox.analyze.Story;
import dev.signalbox.analyze.Watched;
import dev.signalbox.collect.TraceFile;
import dev.signalbox.primitive.Primitive;
import dev.signalbox.trace.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A run that is over, from its folder. The trace is read when it is first asked for. */
public final class PastRun implements Shown {
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
        try {
            String json = Files.readString(folder.resolve(RunFolder.INFO));
            return new PastRun(folder, RunInfo.parse(json));
        } catch (NoSuchFileException missing) {
            throw RunException.input(folder + ": is no run (expected: a folder with " + RunFolder.INFO + ")");
        } catch (IOException damaged) {
            throw RunException.input(folder.resolve(RunFolder.INFO) + ": damaged: " + firstLine(damaged)
                    + " (next: run the scenario again)");
        }
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    /** The events in the order of their steps. */
    public synchronized List<Event> events() throws RunException {
        if (events == null) {
            try {
                events = TraceFile.read(folder.resolve(RunFolder.TRACE));
            } catch (IOException damaged) {
                throw RunException.input(folder.resolve(RunFolder.TRACE) + ": " + firstLine(damaged)
                        + " (next: run the scenario again)");
            }
        }
        return events;
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
            story = Analysis.replay(watched, held, events());
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
