package dev.signalbox.scenario;

/**
 * A variable that a call writes to, as {@code status} of waitpid.
 *
 * @param name null for NULL: what the call would write is forgotten
 */
public record Target(String name) implements Argument {}
