package dev.signalbox.scenario;

import java.util.List;

/**
 * A step that ends the worker where a condition is not true.
 *
 * @param before calls that stand in the condition, made before it has a value
 * @param sides the two sides of the comparison that the condition is; empty where it is none
 */
public record AssertStep(
        List<CallStep> before, Expression condition, List<Expression> sides, String text, int line, int column)
        implements Step {

    public AssertStep {
        before = List.copyOf(before);
        sides = List.copyOf(sides);
    }
}
