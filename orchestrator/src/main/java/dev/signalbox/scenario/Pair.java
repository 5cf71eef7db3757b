package dev.signalbox.scenario;

import java.io.Serializable;

/**
 * The numbers of the two descriptors of a pipe.
 *
 * @param read -1 where the worker does not hold that end
 * @param write likewise
 */
public record Pair(int read, int write) implements Serializable {

    /** This pair with another number at an index. */
    public Pair with(int index, int fd) {
        return index == End.READ ? new Pair(fd, write) : new Pair(read, fd);
    }

    @Override
    public String toString() {
        return "[" + read + ", " + write + "]";
    }
}
