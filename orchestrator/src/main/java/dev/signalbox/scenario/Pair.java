package dev.signalbox.scenario;

import java.io.Serializable;

/**
 * The numbers of the two descriptors of a pipe.
 *
 * @param read -1 where the worker does not hold that end
 * @param write likewise
 */
public record Pair(int read, int write) implements Serializable {

    long get(long index, String name, int column) throws EvaluationException {
        if (index != End.READ && index != End.WRITE) {
            throw new EvaluationException(
                    "index of " + name + ": " + index + " (expected: 0 to read or 1 to write)", column);
        }
        int fd = index == End.READ ? read : write;
        if (fd < 0) {
            throw new EvaluationException(name + "[" + index + "] is not held by this worker", column);
        }
        return fd;
    }

    /** This pair with another number at an index. */
    public Pair with(int index, int fd) {
        return index == End.READ ? new Pair(fd, write) : new Pair(read, fd);
    }

    @Override
    public String toString() {
        return "[" + read + ", " + write + "]";
    }
}
