package dev.signalbox.launch;

import dev.signalbox.kernel.Children;
import dev.signalbox.kernel.End;
import dev.signalbox.kernel.Signals;
import dev.signalbox.scenario.WorkerDeclaration;
import dev.signalbox.trace.Recording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * One worker's process, from before its start until the kernel has forgotten it.
 *
 * <p>Guarantees: {@link #kill} never hits a process that got the same pid later. The end of a worker that the
 * orchestrator started itself is what waitid says; of one that another worker started, see {@link Foster}.
 */
public final class WorkerProcess {
    private static final int STDERR_BYTES_MAX = 4096;

    private final WorkerDeclaration declaration;
    private final int index;
    private final Output output;
    private final Recording recording;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int pid;
    private volatile int parent = -1;
    private volatile End end;
    private volatile long endNs;
    private Foster foster;

    /** Where a worker's standard streams go that are no ends of objects. */
    record Output(Path stdout, Path stderr) {
        static Output create(Path folder, String worker) throws IOException {
            return new Output(
                    Files.createFile(folder.resolve(worker + ".out")),
                    Files.createFile(folder.resolve(worker + ".err")));
        }
    }

    /** @param recording null for a program that is none of a JVM's */
    WorkerProcess(WorkerDeclaration declaration, int index, Output output, Recording recording) {
        this.declaration = declaration;
        this.index = index;
        this.output = output;
        this.recording = recording;
    }

    /** The orchestrator started it. */
    void started(int newPid) {
        pid = newPid;
        Thread reaper = new Thread(this::reap, "reaper-" + name());
        reaper.setDaemon(true);
        reaper.start();
    }

    private void reap() {
        Children.Waited waited = Children.awaitEnd(pid);
        synchronized (this) {
            over(waited.end());
            Children.reap(pid);
        }
    }

    /** Another worker started it. */
    synchronized void started(int newPid, int by) {
        parent = by;
        pid = newPid;
        foster = new Foster(newPid, name(), this::over);
    }

    /** Its parent waited for it. */
    synchronized void waited(int status) {
        if (foster != null) {
            foster.told(status);
        }
    }

    private void over(End how) {
        endNs = System.nanoTime();
        end = how;
        ended.countDown();
    }

    public String name() {
        return declaration.name();
    }

    /** Its place among the workers of the scenario. */
    public int index() {
        return index;
    }

    public WorkerDeclaration declaration() {
        return declaration;
    }

    /** 0 before it was started. */
    public int pid() {
        return pid;
    }

    public boolean started() {
        return pid != 0;
    }

    /** The index of the worker that started it; -1 where the orchestrator did, and before. */
    public int parent() {
        return parent;
    }

    /** Null for a program that is none of a JVM's: nobody sees its calls. */
    public Recording recording() {
        return recording;
    }

    /** How it ended, null while it runs and before it was started. */
    public End end() {
        return end;
    }

    /** When its end was learned, System.nanoTime; 0 before. */
    public long endNs() {
        return endNs;
    }

    public CountDownLatch ended() {
        return ended;
    }

    /** The file with what it wrote to standard output, where that is no end of an object. */
    public Path stdout() {
        return output.stdout();
    }

    Path stderrFile() {
        return output.stderr();
    }

    /** What it wrote to standard error, its last part where it is long. */
    public String stderr() {
        try {
            byte[] all = Files.readAllBytes(output.stderr());
            int from = Math.max(0, all.length - STDERR_BYTES_MAX);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** SIGKILL, where it still runs. */
    synchronized void kill() {
        if (foster != null) {
            foster.kill();
        } else if (started() && end == null) {
            Children.kill(pid, Signals.SIGKILL);
        }
    }

    void close() throws IOException {
        if (recording != null) {
            recording.close();
        }
        synchronized (this) {
            if (foster != null) {
                foster.close();
            }
        }
    }
}
