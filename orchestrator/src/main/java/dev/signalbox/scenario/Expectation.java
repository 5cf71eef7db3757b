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
 * @param exits exit codes by worker; workers that are not in it are not graded
 */
public record Expectation(List<Outcome> outcomes, List<String> waited, Map<String, Integer> exits)
        implements Serializable {

    /** The expectation of a scenario that states none. */
    public static final Expectation COMPLETES = new Expectation(List.of(Outcome.COMPLETED), List.of(), Map.of());

    public Expectation {
        outcomes = List.copyOf(outcomes);
        waited = List.copyOf(waited);
        exits = Collections.unmodifiableMap(new TreeMap<>(exits));
    }
}
