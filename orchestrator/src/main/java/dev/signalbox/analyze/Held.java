package dev.signalbox.analyze;

/**
 * A descriptor that a worker holds when the run begins.
 *
 * @param object index of the object in the run
 * @param access O_RDONLY 0, O_WRONLY 1, O_RDWR 2
 */
public record Held(int worker, int object, int access) {}
