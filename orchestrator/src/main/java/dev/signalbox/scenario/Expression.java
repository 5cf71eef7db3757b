package dev.signalbox.scenario;

/** Something that has a value: a Long, a Double, a Boolean, a String of Latin-1 bytes, or a {@link Pair}. */
public sealed interface Expression extends Argument permits Literal, Variable, Element {

    Object evaluate(Variables variables) throws EvaluationException;
}
