package dev.signalbox.scenario;

import java.util.List;

/**
 * A program that the system has.
 *
 * @param arguments each a text when it is evaluated; the first is the program
 * @param line line of {@code exec:}, from 1
 * @param column column of the program's name, from 1
 */
public record NativeProgram(List<Expression> arguments, int line, int column) implements Program {

    public NativeProgram {
        arguments = List.copyOf(arguments);
    }
}
