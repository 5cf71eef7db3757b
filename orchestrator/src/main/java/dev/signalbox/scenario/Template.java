package dev.signalbox.scenario;

import java.util.List;

/** A text with expressions in it: {@code "-n${n}"}. */
record Template(List<Expression> parts) implements Expression {

    Template {
        parts = List.copyOf(parts);
    }

    @Override
    public Object evaluate(Variables variables) throws EvaluationException {
        StringBuilder text = new StringBuilder();
        for (Expression part : parts) {
            text.append(Values.text(part.evaluate(variables)));
        }
        return text.toString();
    }
}
