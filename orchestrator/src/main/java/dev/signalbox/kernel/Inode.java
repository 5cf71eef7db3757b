package dev.signalbox.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a descriptor points to; both ends of a pipe point to the same.
 *
 * <p>The kernel gives the number again once the file is gone.
 */
public record Inode(long device, long number) {

    /** @throws IOException where there is no such process or descriptor */
    public static Inode of(long pid, int fd) throws IOException {
        return of(Path.of("/proc", Long.toString(pid), "fd", Integer.toString(fd)));
    }

    /** What a path leads to. */
    public static Inode of(Path path) throws IOException {
        // Not unix:dev with unix:ino in one call: getAttribute takes one, and a map costs more than two stats.
        long device = (Long) Files.getAttribute(path, "unix:dev");
        long number = (Long) Files.getAttribute(path, "unix:ino");
        return new Inode(device, number);
    }
}
