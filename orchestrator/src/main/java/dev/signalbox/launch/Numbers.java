package dev.signalbox.launch;

import dev.signalbox.scenario.End;
import dev.signalbox.scenario.WorkerDeclaration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which end has which number in a worker that is started at the beginning: as small as they are in a shell's child. */
final class Numbers {
    private static final int FIRST = 3;

    private Numbers() {}

    static SortedMap<Integer, End> of(WorkerDeclaration worker) {
        SortedMap<Integer, End> ends = new TreeMap<>(standard(worker));
        int next = FIRST;
        for (End end : worker.holds()) {
            ends.put(next++, end);
        }
        return ends;
    }

    private static Map<Integer, End> standard(WorkerDeclaration worker) {
        Map<Integer, End> ends = new TreeMap<>();
        End[] streams = {worker.stdin(), worker.stdout(), worker.stderr()};
        for (int fd = 0; fd < streams.length; fd++) {
            if (streams[fd] != null) {
                ends.put(fd, streams[fd]);
            }
        }
        return ends;
    }
}
