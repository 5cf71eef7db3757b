package dev.signalbox.scenario;

/**
 * The number of a descriptor: {@code p[0]} of a declared pipe, or of a variable that holds what pipe() returned.
 *
 * @param index {@link End#READ} or {@link End#WRITE}
 */
public record Element(String name, int index, int column) implements Expression {

    @Override
    public Object evaluate(Variables variables) throws EvaluationException {
        Object value = new Variable(name, column).evaluate(variables);
        if (value instanceof Pair pair) {
            return pair.get(index, name, column);
        }
        throw new EvaluationException(name + ": " + Values.words(value) + " (expected: what pipe() returned)", column);
    }
}
