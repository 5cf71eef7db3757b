package dev.signalbox.agent;

import dev.signalbox.trace.Op;
import dev.signalbox.trace.Recording;
import java.io.FileDescriptor;
import java.lang.invoke.VarHandle;

/**
 * What the woven code calls around each watched call. Hot: no allocation, no lock, no exception out.
 *
 * <p>Assumptions: every {@code enter} is followed on the same thread by exactly one {@code exit} or {@code fail}.
 * Guarantees: nothing is recorded before {@link #start}; where every pipe is wanted, nothing before the first line that
 * is marked: until then a worker takes its ends, which is no step of it.
 */
public final class Hook {
    private static volatile Recording recording;
    private static Recording prepared;
    private static Descriptors descriptors;
    private static VarHandle fdOfDescriptor;

    /** Ops that need no descriptor, by id. */
    private static final boolean[] ALONE = new boolean[256];

    private static final ThreadLocal<Watch> WATCH = ThreadLocal.withInitial(new java.util.function.Supplier<Watch>() {
        @Override
        public Watch get() {
            return new Watch();
        }
    });

    private Hook() {}

    static void start(Recording newRecording, VarHandle fd) {
        descriptors = new Descriptors(newRecording);
        fdOfDescriptor = fd;
        // What looking up needs is loaded now, not inside somebody's call.
        Kernel.stat(0);
        Kernel.mode(0);
        Kernel.tid();
        ALONE[Op.NOTE.id()] = true;
        ALONE[Op.NANOSLEEP.id()] = true;
        if (descriptors.wantsAll()) {
            for (Op op : new Op[] {Op.WAITPID, Op.KILL, Op.THREAD}) {
                ALONE[op.id()] = true;
            }
            prepared = newRecording;
        } else {
            recording = newRecording;
        }
    }

    static Watch watch() {
        return WATCH.get();
    }

    static Recording recording() {
        return recording;
    }

    static boolean isRecording() {
        return recording != null;
    }

    /** Whether calls on objects that nobody listed are recorded now. */
    static boolean isRecordingAll() {
        return recording != null && descriptors.wantsAll();
    }

    static Descriptors descriptors() {
        return descriptors;
    }

    static boolean isAlone(Op op) {
        return ALONE[op.id()];
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

    /**
     * The number of a descriptor object, -1 also where java.io's natives answer without a call: to a count of 0, and to
     * a range outside of the array.
     */
    public static int fd(FileDescriptor descriptor, byte[] bytes, int offset, int count) {
        boolean none = bytes == null || offset < 0 || count <= 0 || count > bytes.length - offset;
        return none ? -1 : fd(descriptor);
    }

    /** What follows on this thread stands at this line: of the scenario, or of a watched class. */
    public static void line(int line) {
        WATCH.get().line = line;
        if (prepared != null) {
            recording = prepared;
            prepared = null;
        }
    }

    /** A call on a descriptor begins; {@code fd} is -1 for a call on none. */
    public static void enter(int op, int fd, long arg0, long arg1) {
        Watch watch = Watch.enter();
        if (watch != null) {
            watch.begin(op, fd, arg0, arg1, null, 0);
        }
    }

    /** A call begins that gives the kernel these bytes. */
    public static void enterBytes(int op, int fd, long arg0, long arg1, byte[] bytes, int offset) {
        Watch watch = Watch.enter();
        if (watch != null) {
            watch.begin(op, fd, arg0, arg1, bytes, offset);
        }
    }

    /** The call returned this; {@code errno} counts only with a result of -1. */
    public static void exit(long result, int errno) {
        exitValue(result, errno, -1);
    }

    /** The call returned, and a value came back by pointer. */
    public static void exitValue(long result, int errno, long value) {
        Watch watch = Watch.leave();
        if (watch != null) {
            watch.end(result, errno, value);
        }
    }

    /** The call returned, and a value came back by pointer where it went well. */
    public static void exitValues(long result, int errno, int[] values) {
        exitValue(result, errno, result >= 0 && values != null && values.length > 0 ? values[0] : -1);
    }

    /** The call returned the number of a new descriptor. */
    public static void exitOpened(long result, int errno) {
        if (result >= 0) {
            descriptors.opened((int) result);
        }
        exit(result, errno);
    }

    /** The call returned, and the kernel filled these bytes. */
    public static void exitBytes(long result, int errno, byte[] bytes, int offset) {
        Watch watch = Watch.leave();
        if (watch != null) {
            if (watch.isRecording() && result > 0) {
                watch.preview(bytes, offset, (int) Math.min(result, bytes.length - offset));
            }
            watch.end(result, errno, -1);
        }
    }

    /** The call ended with an exception; the JDK's natives put the kernel's error text into it. */
    public static void fail(Throwable thrown) {
        exit(-1, Errors.errno(thrown.getMessage()));
    }
}
