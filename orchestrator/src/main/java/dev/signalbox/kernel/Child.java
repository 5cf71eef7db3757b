package dev.signalbox.kernel;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A process that is to be started.
 *
 * @param argv the program, looked up in PATH where it has no slash, with its arguments
 * @param environment all of it, nothing is inherited
 * @param folder its working directory; null: that of this process
 * @param descriptors every descriptor it gets: the number it has there, the number it has here
 * @param session whether it begins a session of its own
 */
public record Child(
        List<String> argv,
        Map<String, String> environment,
        String folder,
        SortedMap<Integer, Integer> descriptors,
        boolean session) {

    public Child {
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("argv: empty (expected: a program and its arguments)");
        }
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        descriptors = new TreeMap<>(descriptors);
    }
}
