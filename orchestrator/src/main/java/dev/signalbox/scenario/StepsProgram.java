package dev.signalbox.scenario;

import java.util.List;

/**
 * The steps of a worker.
 *
 * @param threads one with the name "" where the worker has {@code steps:}
 */
public record StepsProgram(List<ThreadDeclaration> threads) implements Program {

    public StepsProgram {
        threads = List.copyOf(threads);
    }
}
