package dev.signalbox.scenario;

import java.util.List;

/**
 * A main class and what it is called with.
 *
 * @param arguments each a text when it is evaluated
 * @param line line of {@code java:}, from 1
 * @param column column of the class's name, from 1
 */
public record JavaProgram(String mainClass, List<Expression> arguments, int line, int column) implements Program {

    public JavaProgram {
        arguments = List.copyOf(arguments);
    }
}
