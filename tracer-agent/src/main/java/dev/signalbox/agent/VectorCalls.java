package dev.signalbox.agent;

import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;

/** Reads the arguments of calls on several buffers or descriptors. Hot, called by woven code as {@link StubCalls} is. */
public final class VectorCalls {
    private static final int IOVEC_LONGS = 2;

    private VectorCalls() {}

    /** {@code vector}: address and length of each buffer. */
    public static void readv(long fd, long[] vector, long count) {
        Hook.enter(Op.READV.id(), (int) fd, total(vector, count), 0);
    }

    public static void readvDone(long result, int errno, long fd, long[] vector, long count) {
        Watch watch = Watch.leave();
        if (watch != null) {
            if (watch.isRecording() && result > 0) {
                gather(watch, vector, count, result);
            }
            watch.end(result, errno, -1);
        }
    }

    public static void writev(long fd, long[] vector, long count) {
        Watch watch = Watch.enter();
        if (watch != null) {
            Descriptors.Entry entry = Hook.isRecording() ? Hook.descriptors().find((int) fd) : null;
            if (entry != null && entry.wanted()) {
                long total = total(vector, count);
                gather(watch, vector, count, total);
                watch.start(Op.WRITEV, (int) fd, entry, total, 0);
            }
        }
    }

    public static void writevDone(long result, int errno, long fd, long[] vector, long count) {
        Hook.exit(result, errno);
    }

    private static long total(long[] vector, long count) {
        long total = 0;
        for (int i = 0; i < count && IOVEC_LONGS * i + 1 < vector.length; i++) {
            total += vector[IOVEC_LONGS * i + 1];
        }
        return total;
    }

    /** Keeps the first bytes of all buffers together. */
    private static void gather(Watch watch, long[] vector, long count, long length) {
        byte[] first = watch.scratch;
        int kept = 0;
        int wanted = (int) Math.min(length, Event.PREVIEW_MAX);
        for (int i = 0; i < count && kept < wanted; i++) {
            long address = vector[IOVEC_LONGS * i];
            long bytes = vector[IOVEC_LONGS * i + 1];
            for (long b = 0; b < bytes && kept < wanted; b++) {
                first[kept++] = Memory.byteAt(address + b);
            }
        }
        watch.preview(first, 0, kept);
    }

    /** {@code fds}: descriptor and events of each, the events in the low half. */
    public static void poll(int[] fds, long count, long timeoutMs) {
        Watch watch = Watch.enter();
        if (watch == null || !Hook.isRecording()) {
            return;
        }
        for (int i = 0; i < count && 2 * i < fds.length; i++) {
            Descriptors.Entry entry = Hook.descriptors().find(fds[2 * i]);
            if (entry != null && entry.wanted() && !entry.gone()) {
                watch.start(Op.POLL, fds[2 * i], entry, timeoutMs, count);
                return;
            }
        }
        if (Hook.isRecordingAll()) {
            // On nothing, as a pause.
            watch.start(Op.POLL, -1, 0, 0, 0, timeoutMs, count);
        }
    }

    public static void pollDone(long result, int errno, int[] fds, long count, long timeoutMs) {
        Hook.exit(result, errno);
    }
}
