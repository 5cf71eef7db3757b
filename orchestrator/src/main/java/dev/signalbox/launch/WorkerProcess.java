package dev.signalbox.launch;

import dev.signalbox.kernel.Children;
import dev.signalbox.kernel.End;
import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Signals;
import dev.signalbox.trace.Recording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * One worker's process, from its start until the kernel has forgotten it.
 *
 * <p>Guarantees: {@link #kill} never hits a process that got the same pid later, since the pid is kept until the end
 * was learned.
 */
public final class WorkerProcess {
    private final String name;
    private final int pid;
    private final Path stderr;
    private final Recording recording;
    private final CountDownLatch ended = new CountDownLatch(1);
    private int controlFd;
    private volatile End end;
    private volatile long endNs;

    WorkerProcess(String name, int pid, int controlFd, Path stderr, Recording recording) {
        this.name = name;
        this.pid = pid;
        this.controlFd = controlFd;
        this.stderr = stderr;
        this.recording = recording;
        Thread reaper = new Thread(this::reap, "reaper-" + name);
        reaper.setDaemon(true);
        reaper.start();
    }

    private void reap() {
        Children.Waited waited = Children.awaitEnd(pid);
        endNs = System.nanoTime();
        synchronized (this) {
            end = waited.end();
            Children.reap(pid);
        }
        ended.countDown();
    }

    public String name() {
        return name;
    }

    public int pid() {
        return pid;
    }

    public Recording recording() {
        return recording;
    }

    /** How it ended, null while it runs. */
    public End end() {
        return end;
    }

    /** When its end was learned, System.nanoTime; 0 while it runs. */
    public long endNs() {
        return endNs;
    }

    public CountDownLatch ended() {
        return ended;
    }

    /** What it wrote to standard error, its last part where it is long. */
    public String stderr() {
        try {
            byte[] all = Files.readAllBytes(stderr);
            int from = Math.max(0, all.length - 4096);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Writes to its standard input; a worker that is gone reads nothing, and its end says why. */
    void send(byte[] bytes) {
        for (int done = 0; done < bytes.length; ) {
            byte[] rest = java.util.Arrays.copyOfRange(bytes, done, bytes.length);
            long n = Posix.write(controlFd, rest, rest.length).value();
            if (n <= 0) {
                return;
            }
            done += (int) n;
        }
    }

    /** SIGKILL, where it still runs. */
    synchronized void kill() {
        if (end == null && ended.getCount() > 0) {
            Children.kill(pid, Signals.SIGKILL);
        }
    }

    synchronized void hangUp() {
        if (controlFd >= 0) {
            Posix.close(controlFd);
            controlFd = -1;
        }
    }
}
