package dev.signalbox.scenario;

import java.util.List;

/** A function of plain values, as in {@code bytes(2048)}: it needs no library. */
record Application(Function function, List<Expression> arguments, int column) implements Expression {

    Application {
        arguments = List.copyOf(arguments);
    }

    @Override
    public Object evaluate(Variables variables) throws EvaluationException {
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).evaluate(variables);
        }
        try {
            return function.call(values);
        } catch (ArithmeticException e) {
            throw new EvaluationException(e.getMessage(), column);
        }
    }

    @Override
    public Object known() {
        boolean all = arguments.stream().allMatch(a -> a.known() != null);
        try {
            return all ? evaluate(new Variables()) : null;
        } catch (EvaluationException wrong) {
            return null;
        }
    }
}
