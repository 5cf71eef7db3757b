package dev.signalbox.worker;

import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Returned;
import dev.signalbox.scenario.AssertStep;
import dev.signalbox.scenario.AssignStep;
import dev.signalbox.scenario.CallStep;
import dev.signalbox.scenario.EvaluationException;
import dev.signalbox.scenario.Expression;
import dev.signalbox.scenario.IfStep;
import dev.signalbox.scenario.NoteStep;
import dev.signalbox.scenario.PrintStep;
import dev.signalbox.scenario.RepeatStep;
import dev.signalbox.scenario.Step;
import dev.signalbox.scenario.StepKind;
import dev.signalbox.scenario.Values;
import dev.signalbox.scenario.Variables;
import dev.signalbox.scenario.WhileStep;
import java.util.Arrays;
import java.util.List;

/** Takes steps, one after the other, on the calling thread. */
final class Interpreter {
    private static final int STDOUT = 1;

    private final Variables variables;
    private final Calls calls;
    private final Checks checks;

    Interpreter(String file, Variables variables, Family family) {
        this.variables = variables;
        this.calls = new Calls(variables, family);
        this.checks = new Checks(file, variables);
    }

    /**
     * @throws StepFailure when a step does not do what it demands, or an expression has no value
     * @throws ExitException when a step says exit
     */
    void play(List<Step> steps) {
        for (Step step : steps) {
            try {
                play(step);
            } catch (EvaluationException wrong) {
                throw checks.failure(step, wrong.column(), wrong.getMessage());
            }
        }
    }

    private void play(Step step) throws EvaluationException {
        if (step instanceof CallStep call) {
            make(call);
        } else if (step instanceof AssignStep assign) {
            make(assign.before());
            variables.set(assign.target(), assign.value().evaluate(variables));
        } else if (step instanceof WhileStep loop) {
            while (holds(loop.before(), loop.condition())) {
                play(loop.body());
            }
        } else if (step instanceof IfStep choice) {
            play(holds(choice.before(), choice.condition()) ? choice.then() : choice.otherwise());
        } else if (step instanceof RepeatStep loop) {
            make(loop.before());
            long times = checks.times(loop.times().evaluate(variables));
            for (long i = 0; i < times; i++) {
                play(loop.body());
            }
        } else if (step instanceof AssertStep claim) {
            make(claim.before());
            checks.claim(claim);
        } else if (step instanceof PrintStep print) {
            make(print.before());
            print(print);
        } else if (step instanceof NoteStep note) {
            Marker.note(note.line());
        }
    }

    private boolean holds(List<CallStep> before, Expression condition) throws EvaluationException {
        make(before);
        return checks.truth(condition.evaluate(variables));
    }

    private void make(List<CallStep> before) throws EvaluationException {
        for (CallStep call : before) {
            make(call);
        }
    }

    private void make(CallStep call) throws EvaluationException {
        make(call.before());
        Object[] arguments = checks.arguments(call);
        if (call.kind() == StepKind.EXIT) {
            throw new ExitException(Math.toIntExact((long) arguments[0]));
        }
        Marker.line(call.line());
        Returned returned = calls.make(call, arguments);
        if (returned.failed()) {
            variables.set(Variables.ERRNO, (long) returned.errno());
        }
        checks.demand(call, returned);
        if (call.target() != null) {
            variables.set(call.target(), calls.value(call.kind(), returned));
        }
    }

    private void print(PrintStep print) throws EvaluationException {
        StringBuilder text = new StringBuilder();
        for (Expression value : print.values()) {
            text.append(Values.text(value.evaluate(variables)));
        }
        byte[] rest = Values.bytes(text.toString());
        while (rest.length > 0) {
            Returned written = Posix.write(STDOUT, rest, rest.length);
            if (written.failed()) {
                throw checks.failure(print, 0, "print: write returned " + written + " (expected: no error)");
            }
            rest = Arrays.copyOfRange(rest, (int) written.value(), rest.length);
        }
    }
}
