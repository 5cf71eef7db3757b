package dev.signalbox.scenario;

import java.util.List;

/**
 * A step that makes one call.
 *
 * @param arguments one for each of {@link StepKind#arguments()}, of the Java type that belongs to its type
 * @param demand what the call has to return for the worker to go on
 */
public record CallStep(StepKind kind, List<Value> arguments, Demand demand, String text, int line, int column)
        implements Step {

    public CallStep {
        arguments = List.copyOf(arguments);
    }

    /** The end that the call acts on; only for the kinds that have one. */
    public End end() {
        return (End) arguments.get(0);
    }

    /** The number at an index of the arguments: bytes, an offset, a constant or nanoseconds. */
    public long amount(int index) {
        return ((Amount) arguments.get(index)).value();
    }

    /** What is written, at an index of the arguments. */
    public Data data(int index) {
        return (Data) arguments.get(index);
    }
}
