package dev.signalbox.worker;

import dev.signalbox.kernel.Proc;
import dev.signalbox.scenario.End;
import dev.signalbox.scenario.EvaluationException;
import dev.signalbox.scenario.Pair;
import dev.signalbox.scenario.Variables;
import dev.signalbox.scenario.WorkerDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a child gets from its parent.
 *
 * @param numbers ends of pipes and FIFOs: the number there, the number here; both are the same but for 0, 1 and 2
 * @param variables the parent's, where an end that the child does not hold has no number
 */
record Inheritance(SortedMap<Integer, Integer> numbers, Variables variables) {

    /** Numbers from here on are not the scenario's. */
    private static final int OWN = 500;

    static Inheritance of(WorkerDeclaration child, Variables parents) throws EvaluationException {
        SortedMap<Integer, Integer> numbers = child.inherits() ? open() : new TreeMap<>();
        for (End end : child.holds()) {
            int fd = number(end, parents);
            numbers.put(fd, fd);
        }
        Map<Integer, Integer> kept = new TreeMap<>(numbers);
        End[] streams = {child.stdin(), child.stdout(), child.stderr()};
        for (int fd = 0; fd < streams.length; fd++) {
            if (streams[fd] != null) {
                numbers.put(fd, number(streams[fd], parents));
            }
        }
        Variables variables = parents.copy();
        parents.all().forEach((name, value) -> {
            if (value instanceof Pair pair) {
                variables.set(name, new Pair(held(pair.read(), kept), held(pair.write(), kept)));
            }
        });
        for (int fd = 0; fd < streams.length; fd++) {
            if (streams[fd] != null && number(streams[fd], variables, -1) < 0) {
                variables.hold(streams[fd], fd);
            }
        }
        return new Inheritance(numbers, variables);
    }

    /** Every end of a pipe that this process has open, as after fork. */
    private static SortedMap<Integer, Integer> open() {
        long self = ProcessHandle.current().pid();
        SortedMap<Integer, Integer> numbers = new TreeMap<>();
        try {
            for (int fd : Proc.links(self).headMap(OWN).keySet()) {
                if (Proc.isPipe(self, fd)) {
                    numbers.put(fd, fd);
                }
            }
        } catch (IOException noProc) {
            throw new UncheckedIOException(noProc);
        }
        return numbers;
    }

    private static int held(int fd, Map<Integer, Integer> kept) {
        return kept.containsKey(fd) ? fd : -1;
    }

    private static int number(End end, Variables variables) throws EvaluationException {
        int fd = number(end, variables, -1);
        if (fd < 0) {
            throw new EvaluationException(
                    end + " is not held by this worker (expected: an end that it can hand on)", 0);
        }
        return fd;
    }

    private static int number(End end, Variables variables, int none) {
        Object value = variables.get(end.object());
        return value instanceof Pair pair ? end.reads() ? pair.read() : pair.write() : none;
    }
}
