package dev.signalbox.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads what a run, and all schedules together, are graded by. */
final class ExpectReader {

    private final World world;
    /** The variables of each worker, by its full name. */
    private final Map<String, Set<String>> variables;
    /** The full names of the workers that a name means: itself, or all of its family. */
    private final Map<String, List<String>> meant = new LinkedHashMap<>();

    private final Problems problems;

    ExpectReader(World world, Map<String, Set<String>> variables, Problems problems) {
        this.world = world;
        this.variables = variables;
        this.problems = problems;
        world.families()
                .forEach((family, count) -> meant.put(
                        family,
                        variables.keySet().stream()
                                .filter(w -> w.equals(family) || count > 0 && w.startsWith(family + "["))
                                .toList()));
        variables.keySet().forEach(w -> meant.putIfAbsent(w, List.of(w)));
    }

    Expectation expectation(Node.Mapping map) {
        Fields fields = Fields.of(map, MapKind.EXPECT, List.copyOf(meant.keySet()), problems);
        List<Outcome> outcomes = new ArrayList<>();
        for (Scalar word : fields.scalars(Key.OUTCOME)) {
            Outcome.of(word.text())
                    .ifPresentOrElse(
                            outcomes::add,
                            () -> problems.add(
                                    word,
                                    "unknown outcome: " + word.shown() + " "
                                            + Nearest.hint(word.text(), Outcome.words())));
        }
        Map<String, WorkerExpectation> workers = new LinkedHashMap<>();
        // A family first, so that one of it can differ.
        for (boolean family : new boolean[] {true, false}) {
            for (Node.Entry entry : fields.others()) {
                String name = entry.key().text();
                if (world.families().containsKey(name) == family) {
                    WorkerExpectation one = worker(name, (Node.Mapping) entry.value());
                    meant.get(name).forEach(w -> workers.merge(w, one, WorkerExpectation::and));
                }
            }
        }
        return new Expectation(
                outcomes.isEmpty() ? Expectation.COMPLETES.outcomes() : outcomes,
                workers(fields.scalars(Key.WAITED)),
                fields.map(Key.FINDING).map(this::finding).orElse(null),
                workers);
    }

    private WorkerExpectation worker(String name, Node.Mapping map) {
        Set<String> names = new TreeSet<>();
        meant.get(name).forEach(w -> names.addAll(variables.get(w)));
        Fields fields = Fields.of(map, MapKind.EXPECT_WORKER, List.copyOf(names), problems);
        Map<String, Object> values = new LinkedHashMap<>();
        fields.others()
                .forEach(e ->
                        values.put(e.key().text(), ((Scalar) e.value()).value().orElseThrow()));
        Optional<Scalar> prints = fields.scalar(Key.PRINTS);
        prints.ifPresent(this::requirePattern);
        return new WorkerExpectation(
                fields.scalar(Key.EXIT).map(Scalar::whole).orElse(null),
                prints.map(Scalar::text).orElse(null),
                values);
    }

    private void requirePattern(Scalar prints) {
        try {
            WorkerExpectation.pattern(prints.text()).ifPresent(Pattern::compile);
        } catch (PatternSyntaxException e) {
            problems.add(
                    prints, "prints: not a regular expression: " + e.getDescription() + " (expected: one of Java)");
        }
    }

    private FindingExpectation finding(Node.Mapping map) {
        Fields fields = Fields.of(map, MapKind.FINDING, List.of(), problems);
        return new FindingExpectation(
                fields.scalar(Key.TYPE).map(Scalar::text).orElse(""),
                workers(fields.scalars(Key.FINDING_WORKERS)),
                fields.scalars(Key.FINDING_OBJECTS).stream().map(Scalar::text).toList());
    }

    private List<String> workers(List<Scalar> names) {
        List<String> workers = new ArrayList<>();
        for (Scalar name : names) {
            if (meant.containsKey(name.text())) {
                workers.addAll(meant.get(name.text()));
            } else {
                problems.add(
                        name, "unknown worker: " + name.shown() + " (declared: " + Scope.list(meant.keySet()) + ")");
            }
        }
        return workers;
    }

    Exploration exploration(Node.Mapping map) {
        Fields fields = Fields.of(map, MapKind.EXPLORE, List.of(), problems);
        return new Exploration(goals(fields, Key.MUST), goals(fields, Key.MAY), goals(fields, Key.NEVER));
    }

    private List<Exploration.Goal> goals(Fields fields, Key key) {
        List<Exploration.Goal> goals = new ArrayList<>();
        for (Scalar written : fields.scalars(key)) {
            Optional<Outcome> outcome = Outcome.of(written.text());
            Expression condition = outcome.isPresent() ? null : condition(written);
            goals.add(new Exploration.Goal(written.text(), outcome.orElse(null), condition));
        }
        return goals;
    }

    private Expression condition(Scalar written) {
        Set<String> known = new TreeSet<>();
        variables.forEach((worker, names) -> names.forEach(n -> known.add(worker + "." + n)));
        Scope scope = new Scope(new World(world.parameters(), Map.of(), Map.of()), "", null, null);
        Expression condition = null;
        try {
            condition = StepParser.goal(written.text(), scope, written.line(), written::columnOf);
        } catch (StepSyntaxException e) {
            problems.add(written.line(), written.columnOf(e.index()), e.getMessage());
        }
        for (Scope.Use use : scope.uses()) {
            if (!known.contains(use.name())) {
                List<String> all = new ArrayList<>(known);
                all.addAll(Outcome.words());
                problems.add(
                        use.line(),
                        use.column(),
                        "unknown outcome or variable: " + use.name() + " " + Nearest.hint(use.name(), all));
            }
        }
        return condition;
    }
}
