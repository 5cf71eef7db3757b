package dev.signalbox.scenario;

import java.io.Serializable;
import java.util.List;

/**
 * A finding that a run must have.
 *
 * @param type such as {@code deadlock}
 * @param workers full names; those of the finding are these at least
 * @param objects likewise
 */
public record FindingExpectation(String type, List<String> workers, List<String> objects) implements Serializable {

    public FindingExpectation {
        workers = List.copyOf(workers);
        objects = List.copyOf(objects);
    }
}
