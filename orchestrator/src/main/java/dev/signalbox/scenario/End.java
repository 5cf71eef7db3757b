package dev.signalbox.scenario;

import java.io.Serializable;
import java.util.Comparator;

/**
 * One end of a pipe, named as in pipe(2).
 *
 * @param index {@link #READ} or {@link #WRITE}
 */
public record End(String object, int index) implements Serializable, Comparable<End> {

    /** The index of the end that data come out of. */
    public static final int READ = 0;

    /** The index of the end that data go into. */
    public static final int WRITE = 1;

    private static final Comparator<End> ORDER =
            Comparator.comparing(End::object).thenComparingInt(End::index);

    public End {
        if (index != READ && index != WRITE) {
            throw new IllegalArgumentException("index of an end: " + index + " (expected: 0 or 1)");
        }
    }

    public boolean reads() {
        return index == READ;
    }

    @Override
    public int compareTo(End other) {
        return ORDER.compare(this, other);
    }

    /** As a scenario writes it: {@code p[0]}. */
    @Override
    public String toString() {
        return object + "[" + index + "]";
    }
}
