package dev.signalbox.collect;

import java.util.ArrayList;
import java.util.List;

/**
 * That nobody in a run can go on by itself; two that are equal, some time apart, prove it.
 *
 * @param threads all that live, empty where one of them may go on
 * @param grips what the programs hold that record nothing
 */
public record Proof(List<Asleep> threads, List<Grip> grips) {
    /** That nothing is proven. */
    public static final Proof NONE = new Proof(List.of(), List.of());

    public Proof {
        threads = List.copyOf(threads);
        grips = List.copyOf(grips);
    }

    /** A descriptor of an object, in a process whose calls nobody sees. */
    public record Grip(int pid, int object, int access, int fd) {}

    public boolean isEmpty() {
        return threads.isEmpty();
    }

    /** Gathers what is proven. */
    static final class Draft {
        final List<Asleep> threads = new ArrayList<>();
        final List<Grip> grips = new ArrayList<>();

        Proof proof() {
            return new Proof(threads, grips);
        }
    }
}
