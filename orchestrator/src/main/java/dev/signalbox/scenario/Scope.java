package dev.signalbox.scenario;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the steps of a worker may name.
 *
 * @param objects the declared objects
 * @param worker the worker's name, for messages
 * @param holds the ends it holds, or null where it holds those that its steps name
 */
record Scope(List<String> objects, String worker, Set<End> holds) {

    private static final int NAMES_SHOWN_MAX = 10;

    void requireObject(Token name) throws StepSyntaxException {
        if (!objects.contains(name.text())) {
            throw new StepSyntaxException(
                    name.from(), "object '" + name.words() + "' is not declared (declared: " + list(objects) + ")");
        }
    }

    void requireHeld(End end, Token where) throws StepSyntaxException {
        if (holds != null && !holds.contains(end)) {
            throw new StepSyntaxException(
                    where.from(), "worker '" + worker + "' does not hold " + end + " (holds: " + list(holds) + ")");
        }
    }

    /** Names in a message; none is said. */
    static String list(Collection<?> names) {
        if (names.isEmpty()) {
            return "none";
        }
        String shown =
                names.stream().limit(NAMES_SHOWN_MAX).map(Object::toString).collect(Collectors.joining(", "));
        return names.size() > NAMES_SHOWN_MAX ? shown + ", …" : shown;
    }
}
