package dev.signalbox.run;

import dev.signalbox.kernel.Proc;
import dev.signalbox.kernel.ThreadStat;
import java.io.IOException;
import java.util.Optional;

/** Tells whether the process that plays a run is still there. */
final class Owner {
    private Owner() {}

    /** This process; null where /proc does not show it. */
    static RunInfo.OwnerInfo own() {
        long pid = ProcessHandle.current().pid();
        return stat(pid).map(s -> new RunInfo.OwnerInfo(pid, s.startTicks())).orElse(null);
    }

    /** A pid alone can be another's by now. */
    static boolean isAlive(RunInfo.OwnerInfo owner) {
        return owner != null
                && stat(owner.pid())
                        .filter(s -> !s.ended() && s.startTicks() == owner.startTicks())
                        .isPresent();
    }

    private static Optional<ThreadStat> stat(long pid) {
        try {
            return Proc.stat(pid);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
