package dev.signalbox.scenario;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A scenario file that was understood.
 *
 * <p>All of it is plain immutable data without a library behind it, since a worker's steps go to its process by Java
 * serialization.
 *
 * @param file the path as the user gave it
 * @param source the whole text of the file
 * @param title the line under {@code scenario:}, or the file's name without its ending
 * @param about what a reader should know before the run; may be empty
 * @param parameters by name, with the values of this run: Long, Boolean or String
 * @param expect what the run is graded by; {@link Expectation#COMPLETES} where the file says nothing
 * @param explore what its schedules are graded by; {@link Exploration#NONE} where the file says nothing
 */
public record Scenario(
        String file,
        String source,
        String title,
        String about,
        Map<String, Object> parameters,
        List<ObjectDeclaration> objects,
        List<WorkerDeclaration> workers,
        Expectation expect,
        Exploration explore)
        implements Serializable {

    public Scenario {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        objects = List.copyOf(objects);
        workers = List.copyOf(workers);
    }

    /** The last part of the path. */
    public String fileName() {
        return Path.of(file).getFileName().toString();
    }
}
