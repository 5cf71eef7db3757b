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
 * The names of the files that a run has outside its folder while it starts, and what becomes of them after a kill -9.
 *
 * <p>These are each worker's recording on /dev/shm, for the moment of its making, and, where nobody says where jffi's
 * library lies, the copies that each process unpacks and loads. A name holds the pid and the start time of its
 * orchestrator; the next orchestrator removes those whose owner is gone.
 */
final class Leftovers {
    private static final Path SHM = Path.of("/dev/shm");
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
    private static final String PREFIX = "signalbox-";
    private static final String JFFI_FOLDER = "jffi.extract.dir";
    private static final String JFFI_NAME = "jffi.extract.name";

    private Leftovers() {}

    /** A name that is nobody else's. */
    static Path recording(int run, int worker) throws IOException {
        return SHM.resolve(own() + "-" + run + "-" + worker);
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
        sweep(SHM);
        sweep(TEMPORARY);
    }

    private static void sweep(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : files) {
                if (ownerIsGone(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException unreadable) {
            // What cannot be listed or removed now is left to the next start.
            return;
        }
    }

    private static boolean ownerIsGone(String name) throws IOException {
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
