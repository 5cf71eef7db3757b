package dev.signalbox.scenario;

import java.io.Serializable;
import java.util.List;

/**
 * One worker: what it runs and the ends it holds.
 *
 * @param name {@code child[1]} where there are several of the family, else the name of the family
 * @param family the name under {@code workers:}
 * @param index from 0, among those of the family
 * @param holds the ends it is given at its start and no others, each once, sorted
 * @param inherits it is spawned and holds what its parent has open then; {@code holds} is empty
 * @param spawned some step spawns it, so it is not started at the beginning
 * @param stdin the end that is its descriptor 0, or null
 * @param stdout the end that is its descriptor 1, or null
 * @param stderr the end that is its descriptor 2, or null
 * @param line line of its name in the file, from 1
 * @param column column of its name, from 1
 */
public record WorkerDeclaration(
        String name,
        String family,
        int index,
        Program program,
        List<End> holds,
        boolean inherits,
        boolean spawned,
        End stdin,
        End stdout,
        End stderr,
        int line,
        int column)
        implements Serializable {

    public WorkerDeclaration {
        holds = List.copyOf(holds);
    }
}
