package dev.signalbox.worker;

import dev.signalbox.kernel.Returned;
import dev.signalbox.scenario.Argument;
import dev.signalbox.scenario.AssertStep;
import dev.signalbox.scenario.CallStep;
import dev.signalbox.scenario.EvaluationException;
import dev.signalbox.scenario.Expression;
import dev.signalbox.scenario.Form;
import dev.signalbox.scenario.Step;
import dev.signalbox.scenario.Values;
import dev.signalbox.scenario.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds values and results against what the steps expect; what is not met has a message with its place. */
final class Checks {
    private final String file;
    private final Variables variables;

    Checks(String file, Variables variables) {
        this.file = file;
        this.variables = variables;
    }

    /** @param column 0 for where the step begins */
    StepFailure failure(Step step, int column, String text) {
        int place = column == 0 ? step.column() : column;
        return new StepFailure(file + ":" + step.line() + ":" + place + ": " + text);
    }

    boolean truth(Object value) throws EvaluationException {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw new EvaluationException(
                "condition: " + Values.words(value) + " (expected: true or false, as of a comparison)", 0);
    }

    long times(Object value) throws EvaluationException {
        if (value instanceof Long times && times >= 0) {
            return times;
        }
        throw new EvaluationException("repeat: " + Values.words(value) + " (expected: a whole number from 0)", 0);
    }

    /** The values of the arguments; null for those that are no expressions. */
    Object[] arguments(CallStep call) throws EvaluationException {
        List<Argument> written = call.arguments();
        List<Form.Parameter> parameters = call.kind().parameters(written.size()).orElseThrow();
        Object[] values = new Object[written.size()];
        for (int i = 0; i < values.length; i++) {
            if (written.get(i) instanceof Expression expression) {
                values[i] = expression.evaluate(variables);
                Form.Parameter parameter = parameters.get(i);
                Optional<String> wrong = parameter.type().wrong(parameter.name(), values[i]);
                if (wrong.isPresent()) {
                    throw new EvaluationException(made(call) + ": " + wrong.get(), 0);
                }
            }
        }
        return values;
    }

    void demand(CallStep call, Returned returned) {
        if (!call.demand().isMetBy(returned.value(), returned.errno())) {
            throw failure(call, 0, made(call) + " returned " + returned + " (expected: " + call.demand() + ")");
        }
    }

    /** The step without what stands behind the call: that is the demand, which a message has already. */
    private static String made(CallStep call) {
        return call.text().substring(0, call.text().lastIndexOf(')') + 1);
    }

    void claim(AssertStep step) throws EvaluationException {
        if (truth(step.condition().evaluate(variables))) {
            return;
        }
        List<String> sides = new ArrayList<>();
        for (Expression side : step.sides()) {
            sides.add(Values.words(side.evaluate(variables)));
        }
        String shown = sides.isEmpty() ? "false" : String.join(" on the left, ", sides) + " on the right";
        throw failure(step, 0, step.text() + ": " + shown + " (expected: true)");
    }
}
