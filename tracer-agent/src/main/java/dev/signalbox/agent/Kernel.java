package dev.signalbox.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** What the agent asks the kernel, with java.base alone. */
final class Kernel {
    private static final int O_NONBLOCK = 04000;
    private static final int S_IFMT = 0170000;
    private static final int S_IFIFO = 0010000;
    private static final int AT_FDCWD = -100;

    private Kernel() {}

    /** What stands behind a descriptor or a name; a pipe is a FIFO that has no name. */
    record Stat(long device, long inode, boolean isFifo) {}

    /** How a descriptor was opened; access is 0, 1 or 2 as in O_ACCMODE. */
    record Mode(int access, boolean nonblock) {}

    /** The kernel's id of the calling thread, 0 when it cannot be told. */
    static int tid() {
        Hook.enterAgent();
        try {
            String link = Files.readSymbolicLink(Path.of("/proc/thread-self")).toString();
            return Integer.parseInt(link.substring(link.lastIndexOf('/') + 1));
        } catch (IOException | RuntimeException unreadable) {
            return 0;
        } finally {
            Hook.leaveAgent();
        }
    }

    /**
     * What stands behind a descriptor, or null where it is not open.
     *
     * <p>Opens nothing: the number of a descriptor that the program has just closed stays free.
     */
    static Stat stat(int fd) {
        return stat("/proc/self/fd/" + fd, true);
    }

    /**
     * What has this name, or null where nothing has.
     *
     * @param path a java.nio.file.Path, or text, as the program gives it
     * @param follow whether a symbolic link stands for what it points to
     */
    static Stat stat(Object path, boolean follow) {
        Hook.enterAgent();
        try {
            Path name = path instanceof Path ? (Path) path : Path.of(path.toString());
            LinkOption[] options = follow ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
            Map<String, Object> stat = Files.readAttributes(name, "unix:mode,dev,ino", options);
            boolean isFifo = ((int) stat.get("mode") & S_IFMT) == S_IFIFO;
            return new Stat((long) stat.get("dev"), (long) stat.get("ino"), isFifo);
        } catch (IOException | RuntimeException notThere) {
            return null;
        } finally {
            Hook.leaveAgent();
        }
    }

    /** The path that openat means. */
    static Object path(int folder, Object path) {
        String text = String.valueOf(path);
        return folder == AT_FDCWD || text.startsWith("/") ? text : "/proc/self/fd/" + folder + "/" + text;
    }

    /** How a descriptor was opened, or null where it is not open any more. */
    static Mode mode(int fd) {
        Hook.enterAgent();
        try {
            int flags = flags(Files.readString(Path.of("/proc/self/fdinfo/" + fd)));
            return new Mode(flags & 3, (flags & O_NONBLOCK) != 0);
        } catch (IOException | RuntimeException notOpen) {
            return null;
        } finally {
            Hook.leaveAgent();
        }
    }

    private static int flags(String fdinfo) {
        int at = fdinfo.indexOf("flags:");
        return Integer.parseInt(
                fdinfo.substring(at + 6, fdinfo.indexOf('\n', at)).trim(), 8);
    }
}
