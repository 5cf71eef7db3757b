package dev.signalbox.scenario;

import java.util.List;

/**
 * Steps that are taken several times.
 *
 * @param before calls that stand in the expression, made before it has a value
 * @param times how often, from 0
 */
public record RepeatStep(List<CallStep> before, Expression times, List<Step> body, String text, int line, int column)
        implements Step {

    public RepeatStep {
        before = List.copyOf(before);
        body = List.copyOf(body);
    }
}
