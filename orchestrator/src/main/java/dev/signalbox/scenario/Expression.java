package dev.signalbox.scenario;

/**
 * Something that has a value.
 *
 * <p>Values are Long, Double, Boolean, String (of Latin-1: a char is a byte), or {@link Pair}.
 */
public sealed interface Expression extends Argument
        permits Literal, Variable, Element, Application, Template, Computed {

    /** @throws EvaluationException where it has none, with the column of the file */
    Object evaluate(Variables variables) throws EvaluationException;

    /** Its value where that is the same always, else null. */
    default Object known() {
        return null;
    }
}
