package dev.signalbox.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The folder of one run: run.json, trace.sbx and each worker's output. */
record RunFolder(String id, Path path) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final int SAME_SECOND_MAX = 1000;
    private static final int NAME_MAX = 100;

    static final String INFO = "run.json";
    static final String TRACE = "trace.sbx";

    /** Makes a folder that no other run has. */
    static RunFolder create(Path runs, String scenarioFile, LocalDateTime now) throws RunException {
        String name = Path.of(scenarioFile)
                .getFileName()
                .toString()
                .replaceFirst("\\.ya?ml$", "")
                .replaceAll("[^A-Za-z0-9_-]", "_");
        String first = STAMP.format(now) + "-" + name.substring(0, Math.min(NAME_MAX, name.length()));
        try {
            Files.createDirectories(runs);
            for (int i = 1; i <= SAME_SECOND_MAX; i++) {
                String id = i == 1 ? first : first + "-" + i;
                try {
                    return new RunFolder(id, Files.createDirectory(runs.resolve(id)));
                } catch (FileAlreadyExistsException taken) {
                    continue;
                }
            }
            throw RunException.input(runs + ": " + SAME_SECOND_MAX + " runs in one second (next: --out DIR)");
        } catch (IOException failed) {
            throw RunException.input(
                    "--out: " + runs + ": " + Words.why(failed) + " (expected: a folder that can be written to)");
        }
    }

    Path trace() {
        return path.resolve(TRACE);
    }

    /** Replaces run.json in one move, so that a reader never sees half of it. */
    void write(RunInfo info) throws IOException {
        Path next = path.resolve(INFO + ".new");
        Files.writeString(next, info.toJson() + "\n");
        Files.move(next, path.resolve(INFO), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
