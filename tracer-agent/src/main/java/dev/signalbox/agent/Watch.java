package dev.signalbox.agent;

import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Recording;
import dev.signalbox.trace.TraceWriter;

/**
 * What is remembered of one thread, and the call it is in. Hot: no allocation, no lock, no exception out.
 *
 * <p>Assumptions: used by its thread only; each {@link #enter} is followed by one {@link #leave}. Guarantees: calls
 * made while another is watched, or by the agent itself, are not recorded.
 */
final class Watch {
    private static final int EBADF = 9;

    /** How many watched calls, or stays in the agent, this thread is inside. */
    int depth;

    /** Line of the scenario, or of a watched class, that the thread is at. */
    int line;

    /** Index of the worker that the next posix_spawn starts, or -1. */
    int spawning = -1;

    /** Of a stream: bytes in libc's buffer when the call began. */
    long buffered;

    /** Room for bytes that lie in several places. */
    final byte[] scratch = new byte[Event.PREVIEW_MAX];

    /** Of a new process: which descriptors it is given, -1 where it gets a pipe. */
    final int[] given = new int[3];

    /** Of dup2: what stood under the number that it gives away, or null. */
    Descriptors.Entry replaced;

    private TraceWriter writer;
    private boolean recording;
    private boolean blocks;
    private boolean late;
    private boolean onlyEbadf;
    private boolean noSlot;
    private int op;
    private int closing = -1;

    /** The watch of this thread for a call that begins, or null where it is inside another. */
    static Watch enter() {
        Watch watch = Hook.watch();
        return watch.depth++ == 0 ? watch : null;
    }

    /** The watch of this thread for a call that has returned, or null where it is still inside another. */
    static Watch leave() {
        Watch watch = Hook.watch();
        return --watch.depth == 0 ? watch : null;
    }

    /** Whether the call in progress is being recorded. */
    boolean isRecording() {
        return recording;
    }

    /** Whether the call in progress is recorded only if it turns out to be wanted. */
    boolean isLate() {
        return late;
    }

    /** A call on a descriptor begins; with fd -1 on none. */
    void begin(int opId, int fd, long arg0, long arg1, byte[] bytes, int offset) {
        recording = false;
        op = opId;
        Op known = Op.byId(opId);
        if (known == null || !Hook.isRecording()) {
            return;
        }
        if (fd < 0) {
            if (Hook.isAlone(known)) {
                start(known, -1, 0, 0, 0, arg0, arg1);
            }
            return;
        }
        Descriptors.Entry entry = Hook.descriptors().find(fd);
        if (known == Op.CLOSE || known == Op.REPLACE || known == Op.FCLOSE || known == Op.PCLOSE) {
            closes(fd);
        }
        if (entry == null || !entry.wanted()) {
            return;
        }
        if (bytes != null) {
            preview(bytes, offset, (int) Math.min(arg0, bytes.length - offset));
        }
        start(known, fd, entry, arg0, arg1);
    }

    /** The call in progress can give this number back. */
    void closes(int fd) {
        closing = fd;
        Hook.descriptors().closing(fd);
    }

    /** The call is recorded, on what a descriptor stands for. */
    void start(Op newOp, int fd, Descriptors.Entry entry, long arg0, long arg1) {
        // Nothing is open under this number. Unless the kernel says so, too, somebody has just opened something else.
        onlyEbadf = entry.gone();
        late = onlyEbadf;
        startNow(newOp, fd, entry.flags(), entry.device(), entry.inode(), arg0, arg1);
    }

    /** The call is recorded, on an object named otherwise, or on none (zeros). */
    void start(Op newOp, int fd, int flags, long device, long inode, long arg0, long arg1) {
        onlyEbadf = false;
        late = false;
        startNow(newOp, fd, flags, device, inode, arg0, arg1);
    }

    /** The call is recorded only if {@link #end} is reached before {@link #drop}; until then nobody sees it. */
    void startLate(Op newOp, int fd, int flags, long arg0, long arg1) {
        onlyEbadf = false;
        late = true;
        startNow(newOp, fd, flags, 0, 0, arg0, arg1);
    }

    private void startNow(Op newOp, int fd, int flags, long device, long inode, long arg0, long arg1) {
        Recording to = Hook.recording();
        recording = false;
        op = newOp.id();
        if (to == null || (writer == null && !claim(to))) {
            return;
        }
        blocks = newOp.blocks();
        recording = true;
        writer.line(line);
        writer.target(fd, flags, device, inode);
        writer.enter(op, blocks && !late, arg0, arg1);
    }

    private boolean claim(Recording to) {
        if (!noSlot) {
            writer = TraceWriter.claim(to, Kernel.tid());
            noSlot = writer == null;
        }
        if (noSlot) {
            to.lose();
        }
        return !noSlot;
    }

    /** Keeps the first bytes of what is moved. */
    void preview(byte[] bytes, int offset, int length) {
        if (writer != null || (!noSlot && claim(Hook.recording()))) {
            writer.preview(bytes, offset, length);
        }
    }

    /** What the call turned out to be on, before {@link #end}. */
    void target(int fd, int flags, long device, long inode) {
        if (recording) {
            writer.target(fd, flags, device, inode);
        }
    }

    void target(int fd, Descriptors.Entry entry) {
        target(fd, entry.flags(), entry.device(), entry.inode());
    }

    /** What the call turned out to be. */
    void became(Op newOp, long arg0, long arg1) {
        if (recording) {
            writer.op(newOp.id());
            writer.arguments(arg0, arg1);
        }
    }

    /** The call that {@link #end} has just recorded did this, too. */
    void also(Op newOp, int fd, int flags, Descriptors.Entry entry, long arg0, long arg1, long result) {
        writer.target(fd, flags | Event.INFERRED, entry.device(), entry.inode());
        writer.arguments(arg0, arg1);
        writer.also(newOp.id(), result);
    }

    /** The call has returned: a result below zero counts only as -1, an errno only with that, a value from zero on. */
    void end(long result, int errno, long value) {
        if (closing >= 0) {
            Hook.descriptors().closed(closing);
            closing = -1;
        }
        if (!recording) {
            return;
        }
        if (onlyEbadf && (result != -1 || errno != EBADF)) {
            drop();
            return;
        }
        recording = false;
        if (late && blocks) {
            writer.enterLate();
        }
        writer.exit(blocks, result, result == -1 ? errno : 0, value);
    }

    /** The call has returned, and was on nothing that is wanted. */
    void drop() {
        if (recording) {
            recording = false;
            writer.drop();
        }
    }
}
