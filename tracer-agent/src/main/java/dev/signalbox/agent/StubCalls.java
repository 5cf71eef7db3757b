package dev.signalbox.agent;

import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import java.nio.charset.StandardCharsets;

/**
 * Reads the arguments of C library calls that need more than a push. Hot, called by woven code.
 *
 * <p>A call's method here is called before it, with its arguments; the one ending in {@code Done} behind it, with
 * result and errno before the same arguments.
 */
public final class StubCalls {
    private static final int UNWATCHED = 0;
    private static final long FIONREAD = 0x541b;
    private static final int O_ACCMODE = 3;
    private static final int O_NONBLOCK = 04000;

    private StubCalls() {}

    /** {@code timespec}: seconds, nanoseconds. */
    public static void nanosleep(long[] timespec) {
        Hook.enter(Op.NANOSLEEP.id(), -1, timespec[0] * 1_000_000_000L + timespec[1], 0);
    }

    public static void nanosleepDone(long result, int errno, long[] timespec) {
        Hook.exit(result, errno);
    }

    /** Of ioctl only FIONREAD is watched. */
    public static void ioctl(long fd, long request, int[] value) {
        Hook.enter(request == FIONREAD ? Op.FIONREAD.id() : UNWATCHED, (int) fd, 0, 0);
    }

    public static void ioctlDone(long result, int errno, long fd, long request, int[] value) {
        Hook.exitValues(result, errno, value);
    }

    public static void pipe(int[] ends) {
        makePipe(Op.PIPE, 0);
    }

    public static void pipeDone(long result, int errno, int[] ends) {
        pipeMade(result, errno, ends, 0);
    }

    public static void pipe2(int[] ends, long flags) {
        makePipe(Op.PIPE2, flags);
    }

    public static void pipe2Done(long result, int errno, int[] ends, long flags) {
        pipeMade(result, errno, ends, flags);
    }

    static void makePipe(Op op, long flags) {
        Watch watch = Watch.enter();
        if (watch != null && Hook.isRecordingAll()) {
            watch.start(op, -1, 0, 0, 0, flags, -1);
        }
    }

    private static void pipeMade(long result, int errno, int[] ends, long flags) {
        if (result == 0) {
            pipeMade(ends[0], ends[1], flags);
        } else {
            Hook.exit(result, errno);
        }
    }

    static void pipeMade(int readEnd, int writeEnd, long flags) {
        Hook.descriptors().opened(readEnd);
        Hook.descriptors().opened(writeEnd);
        Watch watch = Watch.leave();
        if (watch != null && watch.isRecording()) {
            Descriptors.Entry entry = Hook.descriptors().find(readEnd);
            if (entry == null || !entry.wanted()) {
                watch.drop();
                return;
            }
            watch.target(readEnd, entry);
            watch.end(0, 0, writeEnd);
        }
    }

    public static void open(Object path, long flags) {
        open(path, flags, true);
    }

    /** Only FIFOs are of interest. {@code absentToo}: so is that there is nothing of this name. */
    static void open(Object path, long flags, boolean absentToo) {
        Watch watch = Watch.enter();
        if (watch == null || !Hook.isRecordingAll()) {
            return;
        }
        int mode = (int) (flags & O_ACCMODE) << Event.ACCESS_SHIFT | ((flags & O_NONBLOCK) != 0 ? Event.NONBLOCK : 0);
        Kernel.Stat stat = Kernel.stat(path, true);
        if (stat != null && stat.isFifo()) {
            name(watch, path);
            watch.start(Op.OPEN, -1, mode, stat.device(), stat.inode(), flags, 0);
        } else if (stat == null && absentToo) {
            watch.startLate(Op.OPEN, -1, mode, flags, 0);
        }
    }

    /** Gives the last part of a path, where it is short enough. */
    private static void name(Watch watch, Object path) {
        String text = String.valueOf(path);
        byte[] name = text.substring(text.lastIndexOf('/') + 1).getBytes(StandardCharsets.UTF_8);
        if (name.length <= Event.PREVIEW_MAX) {
            watch.preview(name, 0, name.length);
        }
    }

    public static void openDone(long result, int errno, Object path, long flags) {
        opened(result, errno);
    }

    public static void openat(long folder, Object path, long flags) {
        open(Kernel.path((int) folder, path), flags, true);
    }

    public static void openatDone(long result, int errno, long folder, Object path, long flags) {
        opened(result, errno);
    }

    static void opened(long result, int errno) {
        if (result >= 0) {
            Hook.descriptors().opened((int) result);
        }
        Watch watch = Watch.leave();
        if (watch != null && watch.isRecording()) {
            if (result >= 0 && watch.isLate()) {
                // It appeared in between.
                Descriptors.Entry entry = Hook.descriptors().find((int) result);
                if (entry == null || !entry.wanted()) {
                    watch.drop();
                    return;
                }
                watch.target(-1, entry);
            }
            watch.end(result, errno, -1);
        }
    }

    public static void mkfifo(Object path, long mode) {
        Watch watch = Watch.enter();
        if (watch != null && Hook.isRecordingAll()) {
            watch.start(Op.MKFIFO, -1, 0, 0, 0, mode, 0);
        }
    }

    public static void mkfifoDone(long result, int errno, Object path, long mode) {
        Watch watch = Watch.leave();
        if (watch != null && watch.isRecording()) {
            Kernel.Stat stat = Kernel.stat(path, false);
            if (stat != null && stat.isFifo()) {
                watch.target(-1, 0, stat.device(), stat.inode());
            }
            watch.end(result, errno, -1);
        }
    }

    public static void unlink(Object path) {
        unlink(path, true);
    }

    static void unlink(Object path, boolean absentToo) {
        Watch watch = Watch.enter();
        if (watch == null || !Hook.isRecordingAll()) {
            return;
        }
        Kernel.Stat stat = Kernel.stat(path, false);
        if (stat != null && stat.isFifo()) {
            watch.start(Op.UNLINK, -1, 0, stat.device(), stat.inode(), 0, 0);
        } else if (stat == null && absentToo) {
            watch.startLate(Op.UNLINK, -1, 0, 0, 0);
        }
    }

    public static void unlinkDone(long result, int errno, Object path) {
        Watch watch = Watch.leave();
        if (watch != null && watch.isRecording()) {
            if (watch.isLate() && result == 0) {
                watch.drop();
            }
            watch.end(result, errno, -1);
        }
    }

    /** {@code pids}: where the child's number goes. */
    public static void spawn(int[] pids) {
        Watch watch = Watch.enter();
        if (watch != null && Hook.isRecordingAll()) {
            watch.start(Op.SPAWN, -1, 0, 0, 0, watch.spawning, 0);
            watch.spawning = -1;
        }
    }

    /** It returns the error instead of setting errno. */
    public static void spawnDone(long result, int errno, int[] pids) {
        if (result == 0) {
            Hook.exit(pids[0], 0);
        } else {
            Hook.exit(-1, (int) result);
        }
    }
}
