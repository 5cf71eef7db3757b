package dev.signalbox.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems found so far in one file. */
final class Problems {

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(int line, int column, String text) {
        found.add(new Problem(file, line, column, text));
    }

    void add(Node node, String text) {
        add(node.line(), node.column(), text);
    }

    /** A problem of the file as a whole. */
    void add(String text) {
        add(0, 0, text);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of the file, the first {@link Limits#PROBLEMS_MAX} of them. */
    List<Problem> list() {
        return found.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .limit(Limits.PROBLEMS_MAX)
                .toList();
    }
}
