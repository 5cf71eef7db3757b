package dev.signalbox.worker;

import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Returned;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The descriptors of this process that are not the scenario's, out of the way of those a scenario counts on.
 *
 * @param control where the job is read from
 * @param lifeline ends when the orchestrator is gone
 * @param report where the orchestrator is told what this worker did
 */
record Own(int control, int lifeline, int report) {
    private static final int READY = 1;
    private static final int SPAWNED = 2;
    private static final int WAITED = 3;
    private static final int REPORT_BYTES = 16;

    /** Keeps them from every program that this process starts. */
    void close() throws IOException {
        for (int fd : new int[] {control, lifeline, report}) {
            checked("fcntl", Posix.fcntl(fd, Posix.F_SETFD, Posix.FD_CLOEXEC));
        }
    }

    /** Ends this process when the orchestrator is gone, also where the kernel does not (its thread lives on). */
    void watch(int exit) {
        Thread watchdog = new Thread(
                () -> {
                    byte[] one = new byte[1];
                    Returned returned;
                    do {
                        returned = Posix.read(lifeline, one, 1);
                    } while (returned.value() > 0);
                    Posix.exit(exit);
                },
                "watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    /** This worker has its job. */
    void ready(int worker) {
        tell(READY, worker, 0, 0);
    }

    void spawned(int parent, int child, int pid) {
        tell(SPAWNED, parent, child, pid);
    }

    void waited(int pid, int status) {
        tell(WAITED, pid, status, 0);
    }

    /** At once, so that reports of several workers never mix. */
    private void tell(int kind, int a, int b, int c) {
        byte[] bytes = new byte[REPORT_BYTES];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(kind)
                .putInt(a)
                .putInt(b)
                .putInt(c);
        // An orchestrator that is gone hears nothing, and the watchdog knows.
        Posix.write(report, bytes, bytes.length);
    }

    static int checked(String call, Returned returned) throws IOException {
        if (returned.failed()) {
            throw new IOException(call + " = " + returned);
        }
        return (int) returned.value();
    }
}
