package dev.signalbox.launch;

import dev.signalbox.kernel.Children;
import dev.signalbox.kernel.PidFd;
import dev.signalbox.kernel.Proc;
import dev.signalbox.kernel.Signals;
import dev.signalbox.kernel.ThreadStat;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The processes of a run, whoever started them: all have its mark in their environment.
 *
 * <p>One that was started without that environment is still found by its session, as long as it makes none of its own.
 */
final class Marked {
    /** The variable that has the mark. */
    static final String VARIABLE = "SIGNALBOX_RUN";

    private static final int ROUNDS_MAX = 1_000;
    private static final int END_MS_MAX = 1_000;

    private Marked() {}

    /** Kills what orchestrators left that no longer run. */
    static void killOrphaned() {
        killAll(pid -> {
            try {
                String mark = markOf(pid);
                return mark != null && Leftovers.ownerIsGone(mark);
            } catch (IOException anotherUsers) {
                return false;
            }
        });
    }

    /**
     * Kills every process of a run and lets the kernel forget those that became this process's children.
     *
     * @param workers the pids of the workers, some with a session of their own; each is forgotten by who learns its end
     */
    static void killAll(String mark, Set<Integer> workers) {
        Set<Integer> killed = killAll(pid -> {
            try {
                return mark.equals(markOf(pid)) || workers.contains(session(pid));
            } catch (IOException anotherUsers) {
                return false;
            }
        });
        int self = (int) ProcessHandle.current().pid();
        for (int pid : pids()) {
            boolean ours = killed.contains(pid)
                    || stat(pid)
                            .filter(s -> s.parent() == self && workers.contains(s.session()))
                            .isPresent();
            if (ours && !workers.contains(pid)) {
                Children.forget(pid);
            }
        }
    }

    /** Again and again, since one of them may start another while we look. Returns those that were found. */
    private static Set<Integer> killAll(IntPredicate ours) {
        Set<Integer> killed = new HashSet<>();
        for (int round = 0, found = 1; found > 0 && round < ROUNDS_MAX; round++) {
            found = 0;
            for (int pid : pids()) {
                if (ours.test(pid) && kill(pid, ours)) {
                    killed.add(pid);
                    found++;
                }
            }
        }
        return killed;
    }

    /** Whether there was something to kill; its end is waited for. */
    private static boolean kill(int pid, IntPredicate ours) {
        try (PidFd process = PidFd.open(pid)) {
            // The pid can have become a stranger's since it was looked at, but not since it was opened.
            if (!ours.test(pid) || process.kill(Signals.SIGKILL).failed()) {
                return false;
            }
            process.awaitEnd(END_MS_MAX);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    private static String markOf(int pid) throws IOException {
        for (String variable : Proc.environment(pid)) {
            if (variable.startsWith(VARIABLE + "=")) {
                return variable.substring(VARIABLE.length() + 1);
            }
        }
        return null;
    }

    /** 0 for a process that has ended. */
    private static int session(int pid) {
        return stat(pid).filter(s -> !s.ended()).map(ThreadStat::session).orElse(0);
    }

    private static Optional<ThreadStat> stat(int pid) {
        try {
            return Proc.stat(pid);
        } catch (IOException hidden) {
            return Optional.empty();
        }
    }

    private static Iterable<Integer> pids() {
        try {
            return Proc.pids();
        } catch (IOException noProc) {
            return Set.of();
        }
    }
}
