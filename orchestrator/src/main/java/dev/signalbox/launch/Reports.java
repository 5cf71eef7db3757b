package dev.signalbox.launch;

import dev.signalbox.kernel.PipeEnds;
import dev.signalbox.kernel.Posix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What workers' JVMs tell: that they are ready, whom they started, whom they waited for.
 *
 * <p>A report is four ints, written at once, so reports of several workers never mix (PIPE_BUF). The thread that takes
 * them ends when nobody is left who could tell something.
 */
final class Reports {
    /** A worker has read its job; its index. */
    static final int READY = 1;
    /** A worker started another: index of the parent, index of the child, pid. */
    static final int SPAWNED = 2;
    /** A worker waited for a child: pid, status. */
    static final int WAITED = 3;

    private static final int BYTES = 16;
    private static final int REPORTS_AT_ONCE = 64;

    private final PipeEnds pipe;
    private final Listener listener;
    private boolean closed;

    /** Hears what was told, on the thread of the reports. */
    interface Listener {
        void ready(int worker);

        void spawned(int parent, int child, int pid);

        void waited(int pid, int status);
    }

    Reports(Listener listener) throws LaunchException {
        this.pipe = PipeEnds.create().ends();
        this.listener = listener;
        if (pipe == null) {
            throw new LaunchException("no descriptors left (next: raise ulimit -n)");
        }
        Thread thread = new Thread(this::take, "reports");
        thread.setDaemon(true);
        thread.start();
    }

    /** What workers write to. */
    int fd() {
        return pipe.writeFd();
    }

    private void take() {
        byte[] bytes = new byte[BYTES * REPORTS_AT_ONCE];
        int have = 0;
        for (long n; (n = read(bytes, have)) > 0; ) {
            have += (int) n;
            ByteBuffer in = ByteBuffer.wrap(bytes, 0, have).order(ByteOrder.LITTLE_ENDIAN);
            while (in.remaining() >= BYTES) {
                hear(in.getInt(), in.getInt(), in.getInt(), in.getInt());
            }
            System.arraycopy(bytes, in.position(), bytes, 0, in.remaining());
            have = in.remaining();
        }
        pipe.closeRead();
    }

    private long read(byte[] bytes, int from) {
        byte[] some = new byte[bytes.length - from];
        long n = Posix.read(pipe.readFd(), some, some.length).value();
        System.arraycopy(some, 0, bytes, from, (int) Math.max(0, n));
        return n;
    }

    private void hear(int kind, int a, int b, int c) {
        switch (kind) {
            case READY -> listener.ready(a);
            case SPAWNED -> listener.spawned(a, b, c);
            case WAITED -> listener.waited(a, b);
            default ->
                throw new IllegalStateException(
                        "report: " + Arrays.asList(kind, a, b, c) + " (expected: ready, spawned or waited)");
        }
    }

    /** This process tells nothing. */
    void close() {
        if (!closed) {
            closed = true;
            pipe.closeWrite();
        }
    }
}
