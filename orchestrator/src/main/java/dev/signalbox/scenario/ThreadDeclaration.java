package dev.signalbox.scenario;

import java.io.Serializable;
import java.util.List;

/** One thread of a worker, and its steps. */
public record ThreadDeclaration(String name, List<Step> steps) implements Serializable {

    public ThreadDeclaration {
        steps = List.copyOf(steps);
    }
}
