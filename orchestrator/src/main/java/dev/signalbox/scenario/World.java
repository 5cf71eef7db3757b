package dev.signalbox.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a whole file declares.
 *
 * @param parameters with their values
 * @param objects their kinds by name
 * @param families how many workers there are under a name; 0 for one without an index
 */
record World(Map<String, Object> parameters, Map<String, ObjectKind> objects, Map<String, Integer> families) {

    /** What a name stands for that is the same in all workers. */
    Optional<Object> value(String name) {
        if (objects.get(name) == ObjectKind.FIFO) {
            // The workers' working directory is the folder it is in.
            return Optional.of(name);
        }
        return Optional.ofNullable(parameters.getOrDefault(name, Constant.all().get(name)));
    }

    /** What a name is already, as a message says it, or nothing where it is free. */
    Optional<String> taken(String name) {
        if (objects.containsKey(name)) {
            return Optional.of("an object");
        }
        if (parameters.containsKey(name)) {
            return Optional.of("a parameter");
        }
        if (Constant.all().containsKey(name)) {
            return Optional.of("a constant");
        }
        boolean word = List.of("i", "or", Variables.ERRNO).contains(name);
        return word ? Optional.of("a word of the language") : Optional.empty();
    }
}
