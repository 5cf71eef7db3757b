package dev.signalbox.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The runs of a folder, and those that go on now. */
public final class RunsFolder implements Runs {
    private final Path folder;
    private final Map<String, Shown> known = new ConcurrentHashMap<>();

    public RunsFolder(Path folder) {
        this.folder = folder;
    }

    /** A run that need not be in the folder, or not yet. */
    public void add(String id, Shown run) {
        known.put(id, run);
    }

    @Override
    public Shown find(String id) {
        Shown live = known.get(id);
        if (live != null) {
            return live;
        }
        // An id from the network is a name in this folder, never a path.
        if (!id.matches("[A-Za-z0-9_-]+")
                || !Files.isRegularFile(folder.resolve(id).resolve(RunFolder.INFO))) {
            return null;
        }
        try {
            PastRun run = PastRun.open(folder.resolve(id)).load();
            if (run.isFinal()) {
                known.put(id, run);
            }
            return run;
        } catch (RunException damaged) {
            return null;
        }
    }

    @Override
    public List<String> ids() {
        try (Stream<Path> folders = Files.list(folder)) {
            Stream<String> kept = folders.filter(f -> Files.isRegularFile(f.resolve(RunFolder.INFO)))
                    .map(f -> f.getFileName().toString());
            return Stream.concat(kept, known.keySet().stream())
                    .distinct()
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException unreadable) {
            return List.copyOf(known.keySet());
        }
    }
}
