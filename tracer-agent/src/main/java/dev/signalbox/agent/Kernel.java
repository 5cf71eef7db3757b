package dev.signalbox.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the agent asks /proc, with java.base alone. */
final class Kernel {
    private static final int O_NONBLOCK = 04000;

    private Kernel() {}

    /** What stands behind a descriptor. */
    record Identity(long device, long inode) {}

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
    static Identity identity(int fd) {
        Hook.enterAgent();
        try {
            Map<String, Object> stat = Files.readAttributes(Path.of("/proc/self/fd/" + fd), "unix:dev,ino");
            return new Identity((long) stat.get("dev"), (long) stat.get("ino"));
        } catch (IOException | RuntimeException notOpen) {
            return null;
        } finally {
            Hook.leaveAgent();
        }
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
