package dev.signalbox.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The problems found so far in one file. */
final class Problems {

    private static final Pattern LINE_BREAKING = Pattern.compile("[\\p{Cc}\u2028\u2029]");

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(int line, int column, String text) {
        found.add(new Problem(file, line, column, onOneLine(text)));
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

    /** A message quotes what it found, and that may hold anything. */
    private static String onOneLine(String text) {
        return LINE_BREAKING
                .matcher(text)
                .replaceAll(found -> String.format("U+%04X", found.group().codePointAt(0)));
    }

    /** In the order of the file, the first {@link Limits#PROBLEMS_MAX} of them. */
    List<Problem> list() {
        return found.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .limit(Limits.PROBLEMS_MAX)
                .toList();
    }
}
