package dev.signalbox.analyze;

/**
 * A descriptor that a worker holds.
 *
 * @param object index of the object in the run
 * @param access O_RDONLY 0, O_WRONLY 1, O_RDWR 2
 * @param fd its number, or {@link #UNKNOWN}
 */
public record Held(int worker, int object, int access, int fd) {
    /** The number of a descriptor that nobody has told. */
    public static final int UNKNOWN = -1;

    /** One whose number is not known. */
    public Held(int worker, int object, int access) {
        this(worker, object, access, UNKNOWN);
    }
}
