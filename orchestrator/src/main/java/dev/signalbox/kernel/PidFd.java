package dev.signalbox.kernel;

import dev.signalbox.trace.Errno;
import java.io.IOException;

/** A process that need not be a child, by a descriptor: never another one that got the same pid later. */
public final class PidFd implements AutoCloseable {
    /** Calls that came after the processors' tables were made the same. */
    private static final int PIDFD_SEND_SIGNAL = 424;

    private static final int PIDFD_OPEN = 434;

    private final int fd;

    private PidFd(int fd) {
        this.fd = fd;
    }

    /** @throws IOException where there is no such process (any more) */
    public static PidFd open(int pid) throws IOException {
        Returned opened = Parent.returned(Parent.LIBC.syscall(PIDFD_OPEN, pid, 0, 0, 0));
        if (opened.failed()) {
            throw new IOException("pidfd_open(" + pid + "): " + Errno.name(opened.errno()));
        }
        return new PidFd((int) opened.value());
    }

    /** Waits for the end of the process; {@code timeoutMs} as poll has it. */
    public boolean awaitEnd(int timeoutMs) {
        short[] happened = new short[1];
        return Posix.poll(new int[] {fd}, new short[] {Posix.POLLIN}, happened, timeoutMs)
                        .value()
                == 1;
    }

    public Returned kill(int signal) {
        return Parent.returned(Parent.LIBC.syscall(PIDFD_SEND_SIGNAL, fd, signal, 0, 0));
    }

    @Override
    public void close() {
        Posix.close(fd);
    }
}
