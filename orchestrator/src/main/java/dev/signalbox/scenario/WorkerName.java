package dev.signalbox.scenario;

/**
 * A worker as a step names it, {@code child} or {@code child[k + 1]}.
 *
 * @param index null where there is one of the family
 */
public record WorkerName(String family, Expression index) implements Argument {

    /** The name of the one that is meant. */
    public String of(Variables variables) throws EvaluationException {
        return index == null ? family : family + "[" + index.evaluate(variables) + "]";
    }
}
