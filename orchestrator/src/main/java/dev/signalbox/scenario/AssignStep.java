package dev.signalbox.scenario;

import java.util.List;

/**
 * A step that computes the value of a variable; {@code n = read(…)} is a {@link CallStep}.
 *
 * @param before calls that stand in the expression, made before it has a value
 */
public record AssignStep(List<CallStep> before, String target, Expression value, String text, int line, int column)
        implements Step {

    public AssignStep {
        before = List.copyOf(before);
    }
}
