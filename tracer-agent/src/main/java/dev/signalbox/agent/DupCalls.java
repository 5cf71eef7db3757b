package dev.signalbox.agent;

import dev.signalbox.trace.Op;

/** Reads the arguments of calls that give one thing two numbers. Hot, called by woven code as {@link StubCalls} is. */
public final class DupCalls {
    private static final int F_DUPFD = 0;
    private static final int F_SETFL = 4;
    private static final int F_DUPFD_CLOEXEC = 1030;

    private DupCalls() {}

    public static void fcntl(long fd, long command, long argument) {
        Hook.enter(isDup(command) ? Op.DUP.id() : Op.FCNTL.id(), (int) fd, command, argument);
    }

    public static void fcntlDone(long result, int errno, long fd, long command, long argument) {
        if (isDup(command)) {
            Hook.exitOpened(result, errno);
            return;
        }
        Hook.exit(result, errno);
        if (command == F_SETFL && result == 0 && Hook.isRecording()) {
            Hook.descriptors().changed((int) fd);
        }
    }

    /** Commands without an argument. */
    public static void fcntl(long fd, long command) {
        fcntl(fd, command, 0);
    }

    public static void fcntlDone(long result, int errno, long fd, long command) {
        fcntlDone(result, errno, fd, command, 0);
    }

    private static boolean isDup(long command) {
        return command == F_DUPFD || command == F_DUPFD_CLOEXEC;
    }

    public static void dup2(long old, long target) {
        Watch watch = Watch.enter();
        if (watch == null || !Hook.isRecording()) {
            return;
        }
        int from = (int) old;
        int to = (int) target;
        Descriptors.Entry moved = Hook.descriptors().find(from);
        Descriptors.Entry there = from == to ? null : Hook.descriptors().find(to);
        watch.replaced = there != null && there.wanted() && !there.gone() ? there : null;
        if (from != to) {
            watch.closes(to);
        }
        if (moved != null && moved.wanted()) {
            watch.start(Op.DUP2, from, moved, to, 0);
        } else if (watch.replaced != null) {
            watch.start(Op.REPLACE, to, there, from, 0);
        }
    }

    /**
     * One call, two things: an end goes, another comes. The page wants to see both, and only one of them was recorded by
     * a thread.
     */
    public static void dup2Done(long result, int errno, long old, long target) {
        Watch watch = Watch.leave();
        if (watch == null) {
            return;
        }
        Descriptors.Entry there = watch.replaced;
        watch.replaced = null;
        if (!watch.isRecording() || there == null) {
            watch.end(result, errno, -1);
            return;
        }
        int from = (int) old;
        int to = (int) target;
        Descriptors.Entry moved = Hook.descriptors().find(from);
        boolean isMoved = moved != null && moved.wanted() && !moved.gone();
        if (result >= 0) {
            watch.target(to, there);
            watch.became(Op.REPLACE, from, 0);
            watch.end(result, errno, -1);
            if (isMoved) {
                watch.also(Op.DUP2, from, moved.flags(), moved, to, 0, result);
            }
        } else {
            // Nothing was replaced, and what was to take its place may be nothing of ours.
            if (moved == null || !moved.wanted()) {
                watch.target(from, 0, 0, 0);
            }
            watch.became(Op.DUP2, to, 0);
            watch.end(result, errno, -1);
        }
    }

    public static void dup3(long old, long target, long flags) {
        dup2(old, target);
    }

    public static void dup3Done(long result, int errno, long old, long target, long flags) {
        dup2Done(result, errno, old, target);
    }
}
