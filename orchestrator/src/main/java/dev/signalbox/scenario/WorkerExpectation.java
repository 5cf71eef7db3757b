package dev.signalbox.scenario;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one worker has to come to.
 *
 * @param exit the exit code, or null
 * @param prints what its standard output has to be, or null; a regular expression to find where it is between slashes
 * @param values of variables at the end, of any thread: Long, Double, Boolean or String
 */
public record WorkerExpectation(Integer exit, String prints, Map<String, Object> values) implements Serializable {

    public WorkerExpectation {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
