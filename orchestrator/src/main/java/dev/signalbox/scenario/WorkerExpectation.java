package dev.signalbox.scenario;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What one worker has to come to.
 *
 * @param exit the exit code, or null
 * @param prints what its standard output has to be, or null; a regular expression to find where it is between slashes
 * @param values of variables at the end, of any thread: Long, Boolean or String
 */
public record WorkerExpectation(Integer exit, String prints, Map<String, Object> values) implements Serializable {

    public WorkerExpectation {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** This, and what another one says beside it or instead. */
    WorkerExpectation and(WorkerExpectation other) {
        Map<String, Object> all = new TreeMap<>(values);
        all.putAll(other.values);
        return new WorkerExpectation(
                other.exit == null ? exit : other.exit, other.prints == null ? prints : other.prints, all);
    }

    /**
     * What is not as expected, a sentence each.
     *
     * @param code the exit code, or -1 where a signal ended it
     * @param output all that it wrote to its standard output
     * @param ends its variables at the end, as text: {@code total}, or {@code thread.total} where it has threads
     */
    public List<String> differences(int code, String output, Map<String, String> ends) {
        List<String> differences = new ArrayList<>();
        if (exit != null && exit != code) {
            differences.add("exit: " + code + " (expected: " + exit + ")");
        }
        if (prints != null && !isPrinted(output)) {
            differences.add("prints: '" + Scalar.shorten(output) + "' (expected: " + Scalar.shorten(prints) + ")");
        }
        values.forEach((variable, value) -> {
            List<String> found = new ArrayList<>();
            ends.forEach((name, text) -> {
                if (name.equals(variable) || name.endsWith("." + variable)) {
                    found.add(text);
                }
            });
            if (!found.contains(Values.text(value))) {
                String shown = found.isEmpty() ? "never set" : String.join(", ", found);
                differences.add(variable + ": " + Scalar.shorten(shown) + " (expected: " + Values.text(value) + ")");
            }
        });
        return differences;
    }

    private boolean isPrinted(String output) {
        return pattern(prints)
                .map(p -> Pattern.compile(p).matcher(output).find())
                .orElse(prints.equals(output));
    }

    /** The regular expression between slashes, where there is one. */
    static Optional<String> pattern(String prints) {
        boolean slashes = prints.length() > 1 && prints.startsWith("/") && prints.endsWith("/");
        return slashes ? Optional.of(prints.substring(1, prints.length() - 1)) : Optional.empty();
    }
}
