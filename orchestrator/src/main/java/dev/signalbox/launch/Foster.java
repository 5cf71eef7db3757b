package dev.signalbox.launch;

import dev.signalbox.kernel.Children;
import dev.signalbox.kernel.End;
import dev.signalbox.kernel.PidFd;
import dev.signalbox.kernel.Proc;
import dev.signalbox.kernel.Signals;
import dev.signalbox.kernel.ThreadStat;
import dev.signalbox.kernel.WaitStatus;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A process that is another worker's child: its end is that worker's to wait for, and can only be watched.
 *
 * <p>How it ended is in /proc as long as it is a zombie. A parent that waits makes that moment short, but tells what it
 * was told. Where both is missed (the parent was killed between the two), all that is known is that it ended.
 */
final class Foster {
    /** What is known where nobody can say more. */
    static final End UNKNOWN = new End(false, -1, false);

    /** From the end of a process until its parent has told what it waited for. */
    private static final long TELL_NS_MAX = TimeUnit.SECONDS.toNanos(2);

    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final int pid;
    private final Consumer<End> over;
    private final PidFd process;
    private volatile End told;
    private volatile boolean killed;
    private volatile boolean closed;

    Foster(int pid, String name, Consumer<End> over) {
        this.pid = pid;
        this.over = over;
        this.process = open(pid);
        Thread watcher = new Thread(this::watch, "watcher-" + name);
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Null where it has come and gone. */
    private static PidFd open(int pid) {
        try {
            return PidFd.open(pid);
        } catch (IOException gone) {
            return null;
        }
    }

    /** Its parent waited for it and was told this. */
    void told(int status) {
        try {
            told = WaitStatus.end(status);
        } catch (IllegalArgumentException onlyStopped) {
            told = null;
        }
    }

    private void watch() {
        if (process != null) {
            process.awaitEnd(-1);
        }
        End end = null;
        for (long until = System.nanoTime() + TELL_NS_MAX; end == null && System.nanoTime() < until; ) {
            end = told != null ? told : zombie().orElse(null);
            if (end == null) {
                LockSupport.parkNanos(LOOK_NS);
            }
        }
        // Its parent can have waited for it and been killed before it could tell.
        End ours = killed ? new End(true, Signals.SIGKILL, false) : UNKNOWN;
        over.accept(end == null ? ours : end);
    }

    private Optional<End> zombie() {
        try {
            // Of a process that was seen to end, and whose pid may be another's by now: that one has not ended.
            return process == null
                    ? Optional.empty()
                    : Proc.stat(pid).filter(ThreadStat::ended).map(stat -> WaitStatus.end(stat.status()));
        } catch (IOException | IllegalArgumentException hidden) {
            return Optional.empty();
        }
    }

    void kill() {
        if (process != null && !closed) {
            killed |= !process.kill(Signals.SIGKILL).failed();
        }
    }

    /** After its end. An orphan is the orchestrator's to forget. */
    void close() {
        if (!closed) {
            closed = true;
            Children.forget(pid);
            if (process != null) {
                process.close();
            }
        }
    }
}
