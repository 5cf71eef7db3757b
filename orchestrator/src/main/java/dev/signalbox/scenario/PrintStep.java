package dev.signalbox.scenario;

import java.util.List;

/**
 * A step that writes values to the worker's standard output, as text.
 *
 * @param before calls that stand in the expressions, made before they have values
 */
public record PrintStep(List<CallStep> before, List<Expression> values, String text, int line, int column)
        implements Step {

    public PrintStep {
        before = List.copyOf(before);
        values = List.copyOf(values);
    }
}
