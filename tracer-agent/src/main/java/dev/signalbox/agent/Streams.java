package dev.signalbox.agent;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The FILEs that popen and fdopen gave to the program. Hot.
 *
 * <p>What is in a stream's buffer is read as glibc's {@code __fpending} does, off the first fields of its {@code struct
 * _IO_FILE}, which are part of its ABI on every 64-bit machine. To call it would put its errno in the place of the one
 * that the program asks for next; and for reading there is no such function.
 */
final class Streams {
    /** More streams than this at a time are not followed. */
    private static final int STREAMS_MAX = 256;

    private static final int READ_POINTER = 8;
    private static final int READ_END = 16;
    private static final int WRITE_BASE = 32;
    private static final int WRITE_POINTER = 40;
    private static final int FILENO = 112;
    private static final int ERROR_SEEN = 0x20;

    private static final AtomicLongArray FILES = new AtomicLongArray(STREAMS_MAX);
    private static final int[] FDS = new int[STREAMS_MAX];

    private Streams() {}

    static void add(long file) {
        for (int i = 0; i < STREAMS_MAX && Memory.isOpen(); i++) {
            if (FILES.get(i) == 0 && FILES.compareAndSet(i, 0, -1)) {
                FDS[i] = fileno(file);
                FILES.set(i, file);
                return;
            }
        }
    }

    /** The descriptor of a stream, or -1 for one that is not known. */
    static int fd(long file) {
        int at = find(file);
        return at < 0 ? -1 : FDS[at];
    }

    /** The stream is about to be closed: its address may soon be another's. */
    static void remove(long file) {
        int at = find(file);
        if (at >= 0) {
            FILES.set(at, 0);
        }
    }

    private static int find(long file) {
        if (file > 0) {
            for (int i = 0; i < STREAMS_MAX; i++) {
                if (FILES.get(i) == file) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static int fileno(long file) {
        return Memory.intAt(file + FILENO);
    }

    /** Bytes that were handed over and not written yet. */
    static long pending(long file) {
        return Memory.longAt(file + WRITE_POINTER) - Memory.longAt(file + WRITE_BASE);
    }

    /** Bytes that were read and not handed over yet. */
    static long ahead(long file) {
        return Memory.longAt(file + READ_END) - Memory.longAt(file + READ_POINTER);
    }

    static boolean hasFailed(long file) {
        return (Memory.intAt(file) & ERROR_SEEN) != 0;
    }
}
