package dev.signalbox.worker;

import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Returned;
import dev.signalbox.scenario.CallStep;
import dev.signalbox.scenario.Demand;
import dev.signalbox.scenario.End;
import dev.signalbox.scenario.NoteStep;
import dev.signalbox.scenario.RepeatStep;
import dev.signalbox.scenario.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes steps, one after the other, on the calling thread. */
final class Interpreter {
    private final String file;
    private final Map<End, Integer> fds;
    /** What a step writes is made once, however often it is taken. */
    private final Map<CallStep, byte[]> written = new HashMap<>();

    private byte[] buffer = new byte[0];

    Interpreter(String file, Map<End, Integer> fds) {
        this.file = file;
        this.fds = fds;
    }

    /** @throws StepFailure when a step does not do what it demands */
    void play(List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof RepeatStep repeat) {
                for (int i = 0; i < repeat.times(); i++) {
                    play(repeat.body());
                }
            } else if (step instanceof NoteStep note) {
                Marker.note(note.line());
            } else if (step instanceof CallStep call) {
                Marker.line(call.line());
                check(call, make(call));
            }
        }
    }

    private Returned make(CallStep call) {
        switch (call.kind()) {
            case READ:
                int count = Math.toIntExact(call.amount(1));
                if (buffer.length < count) {
                    buffer = new byte[count];
                }
                return Posix.read(fd(call), buffer, count);
            case WRITE:
                byte[] bytes = written.computeIfAbsent(call, c -> c.data(1).toBytes());
                return Posix.write(fd(call), bytes, bytes.length);
            case CLOSE:
                return Posix.close(fd(call));
            case LSEEK:
                return Posix.lseek(fd(call), call.amount(1), Math.toIntExact(call.amount(2)));
            case FIONREAD:
                return Posix.fionread(fd(call));
            case SLEEP:
                return Posix.nanosleep(call.amount(0));
            default:
                throw new IllegalStateException("step: " + call.kind() + " (expected: one that makes a call)");
        }
    }

    private int fd(CallStep call) {
        return fds.get(call.end());
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
