package dev.signalbox.scenario;

import java.util.List;

/**
 * Steps that are taken when a condition is true, and others when it is not.
 *
 * @param before calls that stand in the condition, made before it has a value
 * @param otherwise may be empty
 */
public record IfStep(
        List<CallStep> before,
        Expression condition,
        List<Step> then,
        List<Step> otherwise,
        String text,
        int line,
        int column)
        implements Step {

    public IfStep {
        before = List.copyOf(before);
        then = List.copyOf(then);
        otherwise = List.copyOf(otherwise);
    }
}
