package dev.signalbox.scenario;

import java.io.Serializable;
import java.util.Collections;
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

    /** Whether a worker that printed this did as expected. */
    public boolean isPrinted(String output) {
        return prints == null
                || pattern(prints)
                        .map(p -> Pattern.compile(p).matcher(output).find())
                        .orElse(prints.equals(output));
    }

    /** Whether a variable that is expected had this value, as text, at the end of some thread. */
    public boolean isValue(String variable, String text) {
        return Values.text(values.get(variable)).equals(text);
    }

    /** The regular expression between slashes, where there is one. */
    static Optional<String> pattern(String prints) {
        boolean slashes = prints.length() > 1 && prints.startsWith("/") && prints.endsWith("/");
        return slashes ? Optional.of(prints.substring(1, prints.length() - 1)) : Optional.empty();
    }
}
