package dev.signalbox.scenario;

/**
 * A whole number: bytes, an offset, a constant, or nanoseconds.
 *
 * <p>Seconds of a {@code sleep} arrive here as nanoseconds; {@code SEEK_SET} and the like as the kernel's number.
 */
public record Amount(long value) implements Value {}
