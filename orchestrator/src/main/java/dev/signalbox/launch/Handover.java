package dev.signalbox.launch;

import dev.signalbox.kernel.Posix;
import dev.signalbox.trace.Recording;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A worker's recording while the worker starts.
 *
 * <p>It has no name any more: the worker opens it by this process's descriptor, so that nothing is left of it however
 * this process ends.
 */
record Handover(Recording recording, int fd, Path name) {
    /** What a recording takes at once; it grows. */
    private static final int MIB = 3;

    /** @throws LaunchException when there is no room; nothing is left behind then */
    static Handover create(String worker, Path name) throws LaunchException {
        try {
            try {
                Recording recording = Recording.createForPipes(name);
                int fd = (int) Posix.open(name.toString(), Posix.O_RDWR | Posix.O_CLOEXEC)
                        .value();
                if (fd < 0) {
                    throw new LaunchException("no descriptors left for " + worker + " (next: raise ulimit -n)");
                }
                return new Handover(recording, fd, name);
            } finally {
                Files.deleteIfExists(name);
            }
        } catch (IOException failed) {
            String why = failed instanceof FileSystemException named ? named.getReason() : failed.getMessage();
            throw new LaunchException("/dev/shm: no recording of worker " + worker + ": " + why
                    + " (expected: room for " + MIB + " MiB a worker; next: see what df /dev/shm says)");
        }
    }

    /** Where the worker finds the recording. */
    Path path() {
        return Path.of("/proc", Long.toString(ProcessHandle.current().pid()), "fd", Integer.toString(fd));
    }

    /** The worker has opened what it needs, or never will. */
    void letGo() throws IOException {
        Posix.close(fd);
        Files.deleteIfExists(Leftovers.library(name));
    }
}
