package dev.signalbox.witness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.run.PastRun;
import dev.signalbox.run.RunException;
import dev.signalbox.run.RunInfo;
import dev.signalbox.trace.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A run that is over.
 *
 * @param result what it printed on standard output
 * @param strace what strace wrote
 */
record Played(int exit, JsonNode result, String stderr, Path strace, PastRun past) {

    /** The events in the order of their steps: the first is step 1. */
    List<Event> events() throws RunException {
        return past.events();
    }

    /** The processes of the workers that are JVMs. */
    Set<Integer> pids() {
        Set<Integer> pids = new TreeSet<>();
        for (RunInfo.WorkerInfo worker : past.info().workers()) {
            if (!worker.kind().equals("exec")) {
                pids.add(worker.pid());
            }
        }
        return pids;
    }

    String text(String field) {
        return result.get(field).asText();
    }

    long number(String field) {
        return result.get(field).asLong();
    }
}
