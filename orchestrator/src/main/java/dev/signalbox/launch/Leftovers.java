package dev.signalbox.launch;

import dev.signalbox.kernel.Proc;
import dev.signalbox.kernel.ThreadStat;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The names of the files that a run has on /dev/shm while it starts, and what becomes of them after a kill -9.
 *
 * <p>A name holds the pid and the start time of its orchestrator; the next orchestrator removes those whose owner is
 * gone. Files exist only until every worker has mapped its own.
 */
final class Leftovers {
    private static final Path SHM = Path.of("/dev/shm");
    private static final String PREFIX = "signalbox-";

    private Leftovers() {}

    /** A name that is nobody else's. */
    static Path recording(int run, int worker) throws IOException {
        long pid = ProcessHandle.current().pid();
        long start = startTime(pid).orElseThrow(() -> new IOException("/proc does not show this process"));
        return SHM.resolve(PREFIX + pid + "-" + start + "-" + run + "-" + worker);
    }

    /** Removes what orchestrators left that no longer run. */
    static void sweep() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(SHM, PREFIX + "*")) {
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
        String[] parts = name.substring(PREFIX.length()).split("-");
        try {
            long pid = Long.parseLong(parts[0]);
            long start = Long.parseLong(parts[1]);
            return startTime(pid).map(now -> now != start).orElse(true);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notOurs) {
            return false;
        }
    }

    private static Optional<Long> startTime(long pid) throws IOException {
        return Proc.stat(pid).map(ThreadStat::startTicks);
    }
}
