package dev.signalbox.scenario;

import java.util.List;
import java.util.Set;

/**
 * What the steps of a worker may name.
 *
 * @param objects the declared objects
 * @param worker the worker's name, for messages
 * @param holds the ends it holds, or null where it holds those that its steps name
 */
record Scope(List<String> objects, String worker, Set<End> holds) {

    void requireObject(Token name) throws StepSyntaxException {
        if (!objects.contains(name.text())) {
            throw new StepSyntaxException(
                    name.from(),
                    "object '" + name.words() + "' is not declared " + Nearest.hint(name.text(), objects, "declared"));
        }
    }

    void requireHeld(End end, Token where) throws StepSyntaxException {
        if (holds != null && !holds.contains(end)) {
            String held = holds.isEmpty()
                    ? "nothing"
                    : String.join(", ", holds.stream().map(End::toString).toList());
            throw new StepSyntaxException(
                    where.from(), "worker '" + worker + "' does not hold " + end + " (holds: " + held + ")");
        }
    }
}
