package dev.signalbox.scenario;

import java.util.List;

/**
 * A step that makes one call.
 *
 * @param before calls that stand in the arguments, made before it
 * @param arguments those of the form of its kind that has so many
 * @param target the variable that takes the result, or null
 * @param demand what the call has to return for the worker to go on
 */
public record CallStep(
        List<CallStep> before,
        StepKind kind,
        List<Argument> arguments,
        String target,
        Demand demand,
        String text,
        int line,
        int column)
        implements Step {

    public CallStep {
        before = List.copyOf(before);
        arguments = List.copyOf(arguments);
    }
}
