package dev.signalbox.scenario;

import java.io.Serializable;
import java.util.List;

/** What all schedules together must, may and never come to. */
public record Exploration(List<Goal> must, List<Goal> may, List<Goal> never) implements Serializable {

    /** Of a scenario that states none. */
    public static final Exploration NONE = new Exploration(List.of(), List.of(), List.of());

    public Exploration {
        must = List.copyOf(must);
        may = List.copyOf(may);
        never = List.copyOf(never);
    }

    /**
     * How a run may be at its end.
     *
     * @param outcome how it ended, or null where there is a condition
     * @param condition true of it; its variables are named {@code worker.variable}
     */
    public record Goal(String text, Outcome outcome, Expression condition) implements Serializable {}
}
