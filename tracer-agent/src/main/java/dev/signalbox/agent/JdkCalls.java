package dev.signalbox.agent;

import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;

/**
 * Reads the arguments of the JDK's methods that need more than a push. Hot, called by woven code.
 *
 * <p>A method here is called before one of the JDK; the one ending in {@code Done} behind it, with its result (0 for
 * none) before the same arguments.
 */
public final class JdkCalls {
    private static final int O_WRONLY = 01;
    private static final int O_RDWR = 02;
    private static final int O_CREAT = 0100;
    private static final int O_TRUNC = 01000;
    private static final int O_APPEND = 02000;
    private static final int O_NONBLOCK = 04000;
    private static final int O_DSYNC = 010000;
    private static final int O_SYNC = 04010000;
    private static final int F_SETFL = 4;
    private static final int STANDARD = 3;
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;

    /** java.io.RandomAccessFile's own bits. */
    private static final int RANDOM_WRITES = 2;

    private static final int RANDOM_SYNC = 4;
    private static final int RANDOM_DSYNC = 8;

    private JdkCalls() {}

    public static void openToRead(Object path) {
        StubCalls.open(path, 0, false);
    }

    public static void openToReadDone(long nothing, Object path, int fd) {
        StubCalls.opened(fd, 0);
    }

    public static void openToWrite(Object path, long append) {
        StubCalls.open(path, O_WRONLY | O_CREAT | (append != 0 ? O_APPEND : O_TRUNC), false);
    }

    public static void openToWriteDone(long nothing, Object path, long append, int fd) {
        StubCalls.opened(fd, 0);
    }

    public static void openRandom(Object path, long mode) {
        int sync = (mode & RANDOM_SYNC) != 0 ? O_SYNC : (mode & RANDOM_DSYNC) != 0 ? O_DSYNC : 0;
        StubCalls.open(path, (mode & RANDOM_WRITES) != 0 ? O_RDWR | O_CREAT | sync : 0, false);
    }

    public static void openRandomDone(long nothing, Object path, long mode, int fd) {
        StubCalls.opened(fd, 0);
    }

    public static void open(Object path, long flags) {
        StubCalls.open(path, flags, false);
    }

    public static void openDone(long fd, Object path, long flags) {
        StubCalls.opened(fd, 0);
    }

    public static void unlink(Object path) {
        StubCalls.unlink(path, false);
    }

    public static void unlinkDone(long nothing, Object path) {
        Hook.exit(0, 0);
    }

    public static void deleteDone(long deleted, Object path) {
        StubCalls.unlinkDone(deleted != 0 ? 0 : -1, 0, path);
    }

    public static void delete(Object file) {
        StubCalls.unlink(file, false);
    }

    public static void pipe(long blocking) {
        StubCalls.makePipe(Op.PIPE, 0);
    }

    /** {@code ends}: the read end in the high half. */
    public static void pipeDone(long ends, long blocking) {
        StubCalls.pipeMade((int) (ends >> 32), (int) ends, 0);
    }

    public static void ownPipe(long blocking) {
        Watch.enter();
    }

    public static void ownPipeDone(long ends, long blocking) {
        Hook.descriptors().ignore((int) (ends >> 32));
        Hook.descriptors().ignore((int) ends);
        Watch.leave();
    }

    /** The JDK asks for the flags first, and sets them only where they change. */
    public static void configureBlocking(int fd, long blocking) {
        Watch watch = Watch.enter();
        if (watch != null && Hook.isRecording()) {
            Descriptors.Entry entry = Hook.descriptors().find(fd);
            if (entry != null && entry.wanted() && entry.isNonblock() == (blocking != 0)) {
                watch.start(Op.FCNTL, fd, entry, F_SETFL, entry.access() | (blocking != 0 ? 0 : O_NONBLOCK));
            }
        }
    }

    public static void configureBlockingDone(long nothing, int fd, long blocking) {
        Watch watch = Watch.leave();
        if (watch != null && watch.isRecording()) {
            watch.end(0, 0, -1);
            Hook.descriptors().changed(fd);
        }
    }

    public static void poll(int fd, long timeoutMs) {
        Hook.enter(Op.POLL.id(), fd, timeoutMs, 1);
    }

    public static void pollDone(long events, int fd, long timeoutMs) {
        Hook.exit(events > 0 ? 1 : events, 0);
    }

    /** {@code ends}: in, what the child gets, -1 for a new pipe; out, the parent's ends of the new ones. */
    public static void fork(int[] ends) {
        Watch watch = Watch.enter();
        if (watch != null && Hook.isRecordingAll()) {
            for (int i = 0; i < STANDARD; i++) {
                watch.given[i] = ends[i];
            }
            watch.start(Op.SPAWN, -1, 0, 0, 0, -1, 0);
        }
    }

    /** What the child holds of pipes is told behind its start: the new ones were not there before. */
    public static void forkDone(long pid, int[] ends) {
        for (int end : ends) {
            Hook.descriptors().opened(end);
        }
        Watch watch = Watch.leave();
        if (watch == null || !watch.isRecording()) {
            return;
        }
        watch.end(pid, 0, -1);
        for (int i = 0; i < STANDARD; i++) {
            int parents = watch.given[i] >= 0 ? watch.given[i] : ends[i];
            Descriptors.Entry entry = Hook.descriptors().find(parents);
            if (entry != null && entry.wanted() && !entry.gone()) {
                int access = watch.given[i] >= 0 ? entry.access() : i == 0 ? 0 : O_WRONLY;
                watch.also(Op.INHERIT, i, access << Event.ACCESS_SHIFT, entry, -1, parents, 0);
            }
        }
    }

    public static void waitpid(long pid, long reap) {
        Watch watch = Watch.enter();
        if (watch != null && Hook.isRecordingAll()) {
            watch.start(Op.WAITPID, -1, 0, 0, 0, pid, -1);
        }
    }

    /**
     * The JDK gives 128 and the signal, or what the program said, also where that is above 127: then the status is not
     * known, and stays -1.
     */
    public static void waitpidDone(long exit, long pid, long reap) {
        Hook.exitValue(exit < 0 ? -1 : pid, 0, exit < 0 || exit > 127 ? -1 : exit << 8);
    }

    public static void kill(long pid, long force) {
        Hook.enter(Op.KILL.id(), -1, pid, force != 0 ? SIGKILL : SIGTERM);
    }

    public static void killDone(long sent, long pid, long force) {
        Hook.exit(sent != 0 ? 0 : -1, 0);
    }
}
