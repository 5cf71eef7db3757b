package dev.signalbox.run;

import dev.signalbox.kernel.Proc;
import dev.signalbox.kernel.ThreadStat;
import dev.signalbox.launch.WorkerProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who had not ended when a run was ended from outside.
 *
 * @param stopped by the index of the worker: whether a signal has stopped it
 * @param timeoutMs how long the run may take
 */
record Standing(Map<Integer, Boolean> stopped, long timeoutMs) {
    private static final char STOPPED = 'T';

    /** As it is now, so before anybody is killed. */
    static Standing of(List<WorkerProcess> workers, long timeoutMs) {
        Map<Integer, Boolean> stopped = new TreeMap<>();
        for (WorkerProcess worker : workers) {
            if (worker.started() && worker.end() == null) {
                stopped.put(worker.index(), state(worker.pid()) == STOPPED);
            }
        }
        return new Standing(stopped, timeoutMs);
    }

    private static char state(int pid) {
        try {
            return Proc.stat(pid).map(ThreadStat::state).orElse('X');
        } catch (IOException unreadable) {
            return '?';
        }
    }
}
