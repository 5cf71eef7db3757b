package dev.signalbox.analyze;

import dev.signalbox.trace.Op;
import java.util.List;

/**
 * A thread that cannot go on by itself.
 *
 * @param worker its process: the index of a worker, or any other number for a program that is none
 * @param op what it is in; null where it waits for other threads of its process
 * @param object index of the object, or {@link dev.signalbox.trace.Event#NO_OBJECT}
 * @param access of the descriptor, or that of an open
 * @param children the processes that a call which waits for children is about
 */
public record Waiter(int worker, int tid, Op op, int object, int access, List<Integer> children) {

    public Waiter {
        children = List.copyOf(children);
    }
}
