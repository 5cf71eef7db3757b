package dev.signalbox.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads scenario files.
 *
 * <p>Whatever a file holds, the answer is a scenario or problems with their places; nothing is thrown.
 */
public final class ScenarioParser {

    private static final List<String> NO_OTHERS = List.of();

    private final Problems problems;

    private ScenarioParser(Problems problems) {
        this.problems = problems;
    }

    /** The scenario of a file; its path is shown in problems as given. */
    public static Parsed parse(Path file) {
        Problems problems = new Problems(file.toString());
        return ScenarioFile.text(file, problems)
                .map(text -> parse(file.toString(), text, problems))
                .orElseGet(() -> Parsed.failed(problems.list()));
    }

    /** The scenario of a text that came from, or will be, a file of this name. */
    public static Parsed parse(String file, String text) {
        Problems problems = new Problems(file);
        return ScenarioFile.checked(ScenarioFile.withoutMark(text), problems)
                .map(checked -> parse(file, checked, problems))
                .orElseGet(() -> Parsed.failed(problems.list()));
    }

    private static Parsed parse(String file, String text, Problems problems) {
        Optional<Scenario> scenario = YamlReader.read(text, problems)
                .flatMap(root -> new ScenarioParser(problems).scenario(file, text, root));
        return scenario.isPresent() && problems.isEmpty() ? Parsed.of(scenario.get()) : Parsed.failed(problems.list());
    }

    private Optional<Scenario> scenario(String file, String text, Node root) {
        Shape shape = new Shape.MapOf(MapKind.SCENARIO);
        Optional<String> wrong = shape.wrong(root);
        if (wrong.isPresent()) {
            problems.add(root, wrong.get());
            return Optional.empty();
        }
        Fields fields = Fields.of((Node.Mapping) root, MapKind.SCENARIO, NO_OTHERS, problems);
        List<ObjectDeclaration> objects = new ArrayList<>();
        List<Node.Entry> objectEntries = named(fields, Key.OBJECTS);
        for (Node.Entry entry : objectEntries) {
            objects.add(object(entry));
        }
        // Also those that are wrong inside, so that their use is not a second problem.
        List<String> objectNames =
                objectEntries.stream().map(e -> e.key().text()).toList();
        List<WorkerDeclaration> workers = new ArrayList<>();
        List<Node.Entry> workerEntries = named(fields, Key.WORKERS);
        for (Node.Entry entry : workerEntries) {
            workers.add(worker(entry, objectNames));
        }
        List<String> workerNames =
                workerEntries.stream().map(e -> e.key().text()).toList();
        Expectation expect =
                fields.map(Key.EXPECT).map(map -> expectation(map, workerNames)).orElse(Expectation.COMPLETES);
        String title = fields.scalar(Key.TITLE).map(Scalar::text).orElseGet(() -> nameWithoutEnding(file));
        String about = fields.scalar(Key.ABOUT).map(Scalar::text).orElse("");
        return Optional.of(new Scenario(
                file, text, title.strip(), about.strip(), Map.of(), objects, workers, expect, Exploration.NONE));
    }

    private static String nameWithoutEnding(String file) {
        return String.valueOf(Path.of(file).getFileName()).replaceFirst("\\.ya?ml$", "");
    }

    /** The entries under names of the user's choice that are good as names. */
    private List<Node.Entry> named(Fields fields, Key key) {
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : fields.map(key).map(Node.Mapping::entries).orElse(List.of())) {
            Scalar name = entry.key();
            boolean taken =
                    key == Key.WORKERS && Key.of(MapKind.EXPECT, name.text()).isPresent();
            if (taken || !Shape.Names.isName(name.text())) {
                String expected = taken
                        ? "a name that is no key of expect"
                        : "letters, digits and _, at most " + Limits.NAME_LENGTH_MAX;
                problems.add(name, "name: " + name.shown() + " (expected: " + expected + ")");
            } else {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** The map under a name, or nothing where it is none. */
    private Optional<Node.Mapping> map(Node.Entry entry, MapKind kind) {
        Optional<String> wrong = new Shape.MapOf(kind).wrong(entry.value());
        wrong.ifPresent(text -> problems.add(entry.value(), entry.key().shown() + ": " + text));
        return wrong.isPresent() ? Optional.empty() : Optional.of((Node.Mapping) entry.value());
    }

    private ObjectDeclaration object(Node.Entry entry) {
        int capacity = map(entry, MapKind.OBJECT)
                .map(object -> Fields.of(object, MapKind.OBJECT, NO_OTHERS, problems))
                .flatMap(object -> object.map(Key.PIPE))
                .map(pipe -> Fields.of(pipe, MapKind.PIPE, NO_OTHERS, problems))
                .flatMap(pipe -> pipe.scalar(Key.CAPACITY))
                .map(Scalar::whole)
                .orElse(0);
        Scalar name = entry.key();
        return new ObjectDeclaration(name.text(), ObjectKind.PIPE, capacity, name.line(), name.column());
    }

    private WorkerDeclaration worker(Node.Entry entry, List<String> objects) {
        Scalar name = entry.key();
        Optional<Node.Mapping> map = map(entry, MapKind.WORKER);
        if (map.isEmpty()) {
            return declaration(name, List.of(), List.of());
        }
        Fields fields = Fields.of(map.get(), MapKind.WORKER, NO_OTHERS, problems);
        Set<End> held = null;
        if (fields.get(Key.HOLDS).isPresent()) {
            held = holds(fields.scalars(Key.HOLDS), new Scope(objects, name.text(), null));
        }
        StepsReader reader = new StepsReader(new Scope(objects, name.text(), held), problems);
        List<Step> steps = reader.steps(fields.list(Key.STEPS), name);
        Set<End> ends = held == null ? reader.named() : held;
        return declaration(name, ends.stream().sorted().toList(), steps);
    }

    private static WorkerDeclaration declaration(Scalar name, List<End> holds, List<Step> steps) {
        Program program = new StepsProgram(List.of(new ThreadDeclaration("", steps)));
        return new WorkerDeclaration(
                name.text(),
                name.text(),
                0,
                program,
                holds,
                false,
                false,
                null,
                null,
                null,
                name.line(),
                name.column());
    }

    /** The ends under {@code holds:}, or null where a problem was added. */
    private Set<End> holds(List<Scalar> written, Scope scope) {
        Set<End> ends = new LinkedHashSet<>();
        boolean good = true;
        for (Scalar scalar : written) {
            try {
                ends.addAll(StepParser.ends(scalar.text(), scope));
            } catch (StepSyntaxException e) {
                problems.add(scalar.line(), scalar.columnOf(e.index()), e.getMessage());
                good = false;
            }
        }
        return good ? ends : null;
    }

    private Expectation expectation(Node.Mapping map, List<String> workers) {
        Fields fields = Fields.of(map, MapKind.EXPECT, workers, problems);
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
        List<String> waited = new ArrayList<>();
        for (Scalar name : fields.scalars(Key.WAITED)) {
            if (workers.contains(name.text())) {
                waited.add(name.text());
            } else {
                problems.add(name, "unknown worker: " + name.shown() + " (declared: " + Scope.list(workers) + ")");
            }
        }
        Map<String, WorkerExpectation> exits = new TreeMap<>();
        for (Node.Entry entry : fields.others()) {
            Fields one = Fields.of((Node.Mapping) entry.value(), MapKind.EXPECT_WORKER, NO_OTHERS, problems);
            one.scalar(Key.EXIT)
                    .ifPresent(
                            exit -> exits.put(entry.key().text(), new WorkerExpectation(exit.whole(), null, Map.of())));
        }
        return new Expectation(outcomes.isEmpty() ? Expectation.COMPLETES.outcomes() : outcomes, waited, null, exits);
    }
}
