package dev.signalbox.scenario;

import java.util.List;

/**
 * Steps that are taken as long as a condition is true.
 *
 * @param before calls that stand in the condition, made each time before it has a value
 * @param body may be empty
 */
public record WhileStep(List<CallStep> before, Expression condition, List<Step> body, String text, int line, int column)
        implements Step {

    public WhileStep {
        before = List.copyOf(before);
        body = List.copyOf(body);
    }
}
