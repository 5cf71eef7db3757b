package dev.signalbox.scenario;

/** The value of a variable. */
public record Variable(String name, int column) implements Expression {

    @Override
    public Object evaluate(Variables variables) throws EvaluationException {
        Object value = variables.get(name);
        if (value == null) {
            throw new EvaluationException(unset(name), column);
        }
        return value;
    }

    static String unset(String name) {
        return "'" + name + "' has no value yet (expected: a step before that sets it)";
    }
}
