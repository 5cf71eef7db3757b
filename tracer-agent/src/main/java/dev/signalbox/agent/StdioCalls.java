package dev.signalbox.agent;

import dev.signalbox.trace.Op;

/**
 * Reads the arguments of calls on streams. Hot, called by woven code as {@link StubCalls} is.
 *
 * <p>When a call begins, arg1 is the number of bytes in the stream's buffer; when it has returned, the number of bytes
 * that libc moved into or out of the descriptor meanwhile. After an error nobody knows that number: glibc throws the
 * rest of its buffer away. It is given as 0.
 */
public final class StdioCalls {
    private StdioCalls() {}

    public static void popen(Object command, Object mode) {
        Watch watch = Watch.enter();
        if (watch != null && Hook.isRecordingAll()) {
            watch.start(Op.POPEN, -1, 0, 0, 0, 0, 0);
        }
    }

    public static void popenDone(long file, int errno, Object command, Object mode) {
        int fd = -1;
        if (file != 0) {
            Streams.add(file);
            fd = Streams.fd(file);
            Hook.descriptors().opened(fd);
        }
        Watch watch = Watch.leave();
        if (watch != null) {
            Descriptors.Entry entry = watch.isRecording() ? Hook.descriptors().find(fd) : null;
            if (entry != null && entry.wanted()) {
                watch.target(fd, entry);
            }
            watch.end(file == 0 ? -1 : file, errno, -1);
        }
    }

    public static void fdopen(long fd, Object mode) {
        Hook.enter(Op.FDOPEN.id(), (int) fd, 0, 0);
    }

    public static void fdopenDone(long file, int errno, long fd, Object mode) {
        if (file != 0) {
            Streams.add(file);
        }
        Hook.exit(file == 0 ? -1 : file, errno);
    }

    public static void fputs(byte[] text, long file) {
        give(file, text, length(text));
    }

    public static void fputsDone(long result, int errno, byte[] text, long file) {
        given(file, result, errno, result >= 0 ? length(text) : -1);
    }

    public static void fwrite(byte[] bytes, long size, long count, long file) {
        give(file, bytes, size * count);
    }

    public static void fwriteDone(long result, int errno, byte[] bytes, long size, long count, long file) {
        boolean all = result == count;
        given(file, all ? result : -1, errno, all ? size * count : -1);
    }

    private static void give(long file, byte[] bytes, long length) {
        Watch watch = Watch.enter();
        int fd = Streams.fd(file);
        if (watch != null && fd >= 0) {
            watch.buffered = Streams.pending(file);
            watch.begin(Op.FPUTS.id(), fd, length, watch.buffered, bytes, 0);
        }
    }

    private static void given(long file, long result, int errno, long length) {
        Watch watch = Watch.leave();
        if (watch != null) {
            watch.end(result, errno, watch.isRecording() ? moved(watch, length, Streams.pending(file)) : -1);
        }
    }

    /** A length below zero: it failed. */
    private static long moved(Watch watch, long length, long after) {
        return length < 0 ? 0 : Math.max(0, length + watch.buffered - after);
    }

    private static long length(byte[] text) {
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return length;
    }

    public static void fgets(byte[] buffer, long size, long file) {
        Watch watch = Watch.enter();
        int fd = Streams.fd(file);
        if (watch != null && fd >= 0) {
            watch.buffered = Streams.ahead(file);
            watch.begin(Op.FGETS.id(), fd, size, watch.buffered, null, 0);
        }
    }

    public static void fgetsDone(long result, int errno, byte[] buffer, long size, long file) {
        Watch watch = Watch.leave();
        if (watch == null || !watch.isRecording()) {
            return;
        }
        if (result == 0) {
            boolean failed = Streams.hasFailed(file);
            watch.end(failed ? -1 : 0, errno, failed ? 0 : Math.max(0, Streams.ahead(file) - watch.buffered));
            return;
        }
        int length = lineLength(buffer, (int) Math.min(size, buffer.length));
        watch.preview(buffer, 0, length);
        watch.end(length, 0, Math.max(0, length - watch.buffered + Streams.ahead(file)));
    }

    /** How many bytes fgets put down: the zero behind them is the last one that it wrote, and a line may hold others. */
    private static int lineLength(byte[] buffer, int size) {
        for (int i = 0; i < size - 1; i++) {
            if (buffer[i] == '\n') {
                return i + 1;
            }
        }
        int end = size - 1;
        if (buffer[end] == 0) {
            // Full to the end, or zeros from before.
            return (int) Math.min(end, length(buffer));
        }
        while (end > 0 && buffer[end] != 0) {
            end--;
        }
        return end;
    }

    public static void fflush(long file) {
        Watch watch = Watch.enter();
        int fd = Streams.fd(file);
        if (watch != null && fd >= 0) {
            watch.buffered = Streams.pending(file);
            watch.begin(Op.FFLUSH.id(), fd, 0, watch.buffered, null, 0);
        }
    }

    public static void fflushDone(long result, int errno, long file) {
        given(file, result, errno, result == 0 ? 0 : -1);
    }

    public static void setvbuf(long file, long buffer, long mode, long size) {
        Hook.enter(Streams.fd(file) < 0 ? 0 : Op.SETVBUF.id(), Streams.fd(file), mode, size);
    }

    public static void setvbufDone(long result, int errno, long file, long buffer, long mode, long size) {
        Hook.exit(result, errno);
    }

    public static void fclose(long file) {
        close(Op.FCLOSE, file);
    }

    public static void fcloseDone(long result, int errno, long file) {
        closed(result, errno);
    }

    public static void pclose(long file) {
        close(Op.PCLOSE, file);
    }

    public static void pcloseDone(long result, int errno, long file) {
        closed(result, errno);
    }

    private static void close(Op op, long file) {
        Watch watch = Watch.enter();
        int fd = Streams.fd(file);
        if (watch != null && fd >= 0) {
            watch.buffered = Streams.pending(file);
            Streams.remove(file);
            watch.begin(op.id(), fd, 0, watch.buffered, null, 0);
        }
    }

    private static void closed(long result, int errno) {
        Watch watch = Watch.leave();
        if (watch != null) {
            // The FILE is gone, with all that was in it.
            watch.end(result, errno, watch.isRecording() ? moved(watch, result == -1 ? -1 : 0, 0) : -1);
        }
    }
}
