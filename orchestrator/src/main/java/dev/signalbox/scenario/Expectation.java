package dev.signalbox.scenario;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run of a scenario is graded by.
 *
 * @param outcomes how the run may end; at least one
 * @param waited workers that had to wait in a call at least once; others may or may not
 * @param finding what must have been found, or null
 * @param workers by the worker's full name; those that are not in it are not graded
 */
public record Expectation(
        List<Outcome> outcomes, List<String> waited, FindingExpectation finding, Map<String, WorkerExpectation> workers)
        implements Serializable {

    /** The expectation of a scenario that states none. */
    public static final Expectation COMPLETES = new Expectation(List.of(Outcome.COMPLETED), List.of(), null, Map.of());

    public Expectation {
        outcomes = List.copyOf(outcomes);
        waited = List.copyOf(waited);
        workers = Collections.unmodifiableMap(new TreeMap<>(workers));
    }

    /** Whether the file says anything of it. */
    public boolean isStated() {
        return this != COMPLETES;
    }

    /** The exit codes that are expected, by worker. */
    public Map<String, Integer> exits() {
        Map<String, Integer> exits = new TreeMap<>();
        workers.forEach((name, worker) -> {
            if (worker.exit() != null) {
                exits.put(name, worker.exit());
            }
        });
        return exits;
    }
}
