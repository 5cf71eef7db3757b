package dev.signalbox.scenario;

import java.io.Serializable;
import java.util.List;

/**
 * One worker: the ends it holds and the steps it takes.
 *
 * @param holds the ends it is given at its start and no others, each once, sorted
 * @param line line of its name in the file, from 1
 * @param column column of its name, from 1
 */
public record WorkerDeclaration(String name, List<End> holds, List<Step> steps, int line, int column)
        implements Serializable {

    public WorkerDeclaration {
        holds = List.copyOf(holds);
        steps = List.copyOf(steps);
    }
}
