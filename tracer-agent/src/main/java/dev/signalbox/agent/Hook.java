package dev.signalbox.agent;

import dev.signalbox.trace.Errno;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Recording;
import dev.signalbox.trace.TraceWriter;
import java.io.FileDescriptor;
import java.lang.invoke.VarHandle;

/**
 * What the woven code calls around each watched call. Hot: no allocation, no lock, no exception out.
 *
 * <p>Assumptions: every {@code enter} is followed on the same thread by exactly one {@code exit} or {@code fail}.
 * Guarantees: calls made while another is watched, or by the agent itself, are not recorded; nothing is recorded before
 * {@link #start}.
 */
public final class Hook {
    private static final int CLOSE = Op.CLOSE.id();
    private static final int DUP2 = Op.DUP2.id();
    private static final int EBADF = Errno.EBADF.number();

    private static volatile Recording recording;
    private static Descriptors descriptors;
    private static VarHandle fdOfDescriptor;

    private static final ThreadLocal<Watch> WATCH = ThreadLocal.withInitial(new java.util.function.Supplier<Watch>() {
        @Override
        public Watch get() {
            return new Watch();
        }
    });

    /** What the hook remembers of one thread. */
    private static final class Watch {
        /** How many watched calls, or stays in the agent, this thread is inside. */
        int depth;

        boolean recording;
        boolean blocks;
        /** Whether the descriptor was closed when the call began: only EBADF proves that it still was. */
        boolean stale;

        boolean noSlot;
        int op;
        int fd;
        int line;
        TraceWriter writer;
    }

    private Hook() {}

    static void start(Recording newRecording, VarHandle fd) {
        descriptors = new Descriptors(newRecording);
        fdOfDescriptor = fd;
        descriptors.find(0);
        Kernel.tid();
        recording = newRecording;
    }

    /** From now to {@link #leaveAgent} nothing that this thread does is recorded. */
    static void enterAgent() {
        WATCH.get().depth++;
    }

    static void leaveAgent() {
        WATCH.get().depth--;
    }

    /** The number of a descriptor object, -1 when it is closed. */
    public static int fd(FileDescriptor descriptor) {
        return descriptor == null || fdOfDescriptor == null ? -1 : (int) fdOfDescriptor.get(descriptor);
    }

    /** The steps that follow on this thread stand at this line of the scenario. */
    public static void line(int line) {
        WATCH.get().line = line;
    }

    /** A chapter of the scenario begins. */
    public static void note(int line) {
        line(line);
        enter(Op.NOTE.id(), -1, 0, 0);
        exit(0, 0);
    }

    /** A call on a descriptor begins; {@code fd} is -1 for a call on none. */
    public static void enter(int op, int fd, long arg0, long arg1) {
        Watch watch = WATCH.get();
        if (watch.depth++ == 0) {
            begin(watch, op, fd, arg0, arg1, null, 0);
        }
    }

    /** A call begins that gives the kernel these bytes. */
    public static void enterBytes(int op, int fd, long count, byte[] bytes, int offset) {
        Watch watch = WATCH.get();
        if (watch.depth++ == 0) {
            begin(watch, op, fd, count, 0, bytes, offset);
        }
    }

    private static void begin(Watch watch, int opId, int fd, long arg0, long arg1, byte[] bytes, int offset) {
        watch.recording = false;
        watch.op = opId;
        watch.fd = fd;
        Recording to = recording;
        Op op = Op.byId(opId);
        if (to == null || op == null) {
            return;
        }
        Descriptors.Entry entry = null;
        if (fd >= 0) {
            entry = descriptors.find(fd);
            if (entry == null || !entry.wanted()) {
                return;
            }
        } else if (op != Op.NOTE && op != Op.NANOSLEEP) {
            return;
        }
        TraceWriter writer = watch.writer;
        if (writer == null && (watch.noSlot || (writer = claim(watch, to)) == null)) {
            to.lose();
            return;
        }
        writer.line(watch.line);
        if (entry == null) {
            writer.target(-1, 0, 0, 0);
        } else {
            writer.target(fd, entry.flags(), entry.device(), entry.inode());
        }
        if (bytes != null) {
            writer.preview(bytes, offset, (int) Math.min(arg0, bytes.length - offset));
        }
        watch.stale = entry != null && entry.stale();
        // A call on a closed descriptor returns at once.
        watch.blocks = op.blocks() && !watch.stale;
        watch.recording = true;
        writer.enter(opId, watch.blocks, arg0, arg1);
    }

    private static TraceWriter claim(Watch watch, Recording to) {
        watch.writer = TraceWriter.claim(to, Kernel.tid());
        watch.noSlot = watch.writer == null;
        return watch.writer;
    }

    /** The call returned this; {@code errno} counts only with a result of -1. */
    public static void exit(long result, int errno) {
        exitValue(result, errno, -1);
    }

    /** The call returned, and a value came back by pointer. */
    public static void exitValue(long result, int errno, long value) {
        Watch watch = WATCH.get();
        if (--watch.depth == 0) {
            end(watch, result, errno, value);
        }
    }

    /** The call returned, and the kernel filled these bytes. */
    public static void exitBytes(long result, int errno, byte[] bytes, int offset) {
        Watch watch = WATCH.get();
        if (--watch.depth == 0) {
            if (watch.recording && result > 0) {
                watch.writer.preview(bytes, offset, (int) Math.min(result, bytes.length - offset));
            }
            end(watch, result, errno, -1);
        }
    }

    /** The call ended with an exception; the JDK's natives put the kernel's error text into it. */
    public static void fail(Throwable thrown) {
        exit(-1, Errors.errno(thrown.getMessage()));
    }

    private static void end(Watch watch, long result, int errno, long value) {
        if (watch.fd >= 0 && (watch.op == CLOSE || watch.op == DUP2)) {
            // Also where the call was not recorded: the number may stand for something else from now on.
            descriptors.forget(watch.fd);
        }
        if (watch.recording) {
            watch.recording = false;
            if (watch.stale && (result != -1 || errno != EBADF)) {
                // Another thread was given the number in between: the call was on something else.
                watch.writer.drop();
            } else {
                watch.writer.exit(watch.blocks, result, result == -1 ? errno : 0, value);
            }
        }
    }
}
