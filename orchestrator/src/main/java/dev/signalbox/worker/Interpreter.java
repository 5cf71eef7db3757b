package dev.signalbox.worker;

import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Returned;
import dev.signalbox.scenario.CallStep;
import dev.signalbox.scenario.Demand;
import dev.signalbox.scenario.EvaluationException;
import dev.signalbox.scenario.Expression;
import dev.signalbox.scenario.NoteStep;
import dev.signalbox.scenario.RepeatStep;
import dev.signalbox.scenario.Step;
import dev.signalbox.scenario.Values;
import dev.signalbox.scenario.Variables;
import java.util.List;

/** Takes steps, one after the other, on the calling thread. */
final class Interpreter {
    private static final double NANOSECONDS = 1e9;

    private final String file;
    private final Variables variables;

    private byte[] buffer = new byte[0];

    Interpreter(String file, Variables variables) {
        this.file = file;
        this.variables = variables;
    }

    /** @throws StepFailure when a step does not do what it demands */
    void play(List<Step> steps) {
        for (Step step : steps) {
            try {
                play(step);
            } catch (EvaluationException wrong) {
                int column = wrong.column() == 0 ? step.column() : wrong.column();
                throw new StepFailure(file + ":" + step.line() + ":" + column + ": " + wrong.getMessage());
            }
        }
    }

    private void play(Step step) throws EvaluationException {
        if (step instanceof RepeatStep repeat) {
            long times = (long) repeat.times().evaluate(variables);
            for (long i = 0; i < times; i++) {
                play(repeat.body());
            }
        } else if (step instanceof NoteStep note) {
            Marker.note(note.line());
        } else if (step instanceof CallStep call) {
            Marker.line(call.line());
            check(call, make(call));
        }
    }

    private Returned make(CallStep call) throws EvaluationException {
        switch (call.kind()) {
            case READ:
                int count = whole(call, 1);
                if (buffer.length < count) {
                    buffer = new byte[count];
                }
                return Posix.read(whole(call, 0), buffer, count);
            case WRITE:
                byte[] bytes = Values.bytes((String) value(call, 1));
                return Posix.write(whole(call, 0), bytes, bytes.length);
            case CLOSE:
                return Posix.close(whole(call, 0));
            case LSEEK:
                return Posix.lseek(whole(call, 0), (long) value(call, 1), whole(call, 2));
            case FIONREAD:
                return Posix.fionread(whole(call, 0));
            case SLEEP:
                return Posix.nanosleep(Math.round((double) value(call, 0) * NANOSECONDS));
            default:
                throw new IllegalStateException("step: " + call.kind() + " (expected: one that makes a call)");
        }
    }

    private Object value(CallStep call, int index) throws EvaluationException {
        return ((Expression) call.arguments().get(index)).evaluate(variables);
    }

    private int whole(CallStep call, int index) throws EvaluationException {
        return Math.toIntExact((long) value(call, index));
    }

    private void check(CallStep call, Returned returned) {
        if (!call.demand().isMetBy(returned.value(), returned.errno())) {
            Demand demand = call.demand();
            // What stands behind the call is the demand, which the message has already.
            String made = call.text().substring(0, call.text().lastIndexOf(')') + 1);
            throw new StepFailure(file + ":" + call.line() + ":" + call.column() + ": " + made + " returned " + returned
                    + " (expected: " + demand + ")");
        }
    }
}
