package dev.signalbox.launch;

import dev.signalbox.kernel.Proc;
import dev.signalbox.kernel.ThreadStat;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The names of what a run has outside its folder, and what becomes of it after a kill -9.
 *
 * <p>These are the folder that its workers work in; each worker's recording on /dev/shm, for the moment of its making;
 * where nobody says where jffi's library lies, the copies that each process unpacks and loads; and the mark that every
 * process of the run has in its environment. A name holds the pid and the start time of its orchestrator; the next
 * orchestrator removes those whose owner is gone.
 */
final class Leftovers {
    private static final Path SHM = Path.of("/dev/shm");
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
    private static final String PREFIX = "signalbox-";
    private static final String JFFI_FOLDER = "jffi.extract.dir";
    private static final String JFFI_NAME = "jffi.extract.name";

    private Leftovers() {}

    /** What names a run, and its processes, among all others. */
    static String mark(int run) throws IOException {
        return own() + "-" + run;
    }

    /** Where the workers of a run work. */
    static Path workplace(int run) throws IOException {
        return TEMPORARY.resolve(mark(run));
    }

    /** A name that is nobody else's. */
    static Path recording(int run, int worker) throws IOException {
        return SHM.resolve(mark(run) + "-" + worker);
    }

    /** Where the worker with this recording unpacks jffi's library, if it has to. */
    static Path library(Path recording) {
        return TEMPORARY.resolve(recording.getFileName() + ".so");
    }

    /** Has a worker unpack there and nowhere else. */
    static List<String> libraryOptions(Path recording) {
        return List.of("-D" + JFFI_FOLDER + "=" + TEMPORARY, "-D" + JFFI_NAME + "=" + recording.getFileName());
    }

    /** Has this process unpack jffi's library under its own name; before its first call of the C library. */
    static Path ownLibrary() throws IOException {
        System.setProperty(JFFI_FOLDER, TEMPORARY.toString());
        System.setProperty(JFFI_NAME, own());
        return TEMPORARY.resolve(own() + ".so");
    }

    /** Removes what orchestrators left that no longer run. */
    static void sweep() {
        Marked.killOrphaned();
        sweep(SHM);
        sweep(TEMPORARY);
    }

    private static void sweep(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : files) {
                if (ownerIsGone(file.getFileName().toString())) {
                    Workplace.delete(file);
                }
            }
        } catch (IOException unreadable) {
            // What cannot be listed or removed now is left to the next start.
            return;
        }
    }

    /** Whether a name is one of ours and its orchestrator runs no more. */
    static boolean ownerIsGone(String name) throws IOException {
        if (!name.startsWith(PREFIX)) {
            return false;
        }
        String[] parts = name.substring(PREFIX.length()).split("[-.]");
        try {
            long pid = Long.parseLong(parts[0]);
            long start = Long.parseLong(parts[1]);
            return startTime(pid).map(now -> now != start).orElse(true);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notOurs) {
            return false;
        }
    }

    private static String own() throws IOException {
        long pid = ProcessHandle.current().pid();
        long start = startTime(pid).orElseThrow(() -> new IOException("/proc does not show this process"));
        return PREFIX + pid + "-" + start;
    }

    private static Optional<Long> startTime(long pid) throws IOException {
        return Proc.stat(pid).map(ThreadStat::startTicks);
    }
}
