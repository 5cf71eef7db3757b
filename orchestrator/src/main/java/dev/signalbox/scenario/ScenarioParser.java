package dev.signalbox.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
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
        return Optional.of(new Scenario(file, title.strip(), about.strip(), text, objects, workers, expect));
    }

    private static String nameWithoutEnding(String file) {
        return String.valueOf(Path.of(file).getFileName()).replaceFirst("\\.ya?ml$", "");
    }

    /** The entries under names of the user's choice, those with a wrong name or a wrong value left out. */
    private List<Node.Entry> named(Fields fields, Key key) {
        Optional<Node.Mapping> map = fields.map(key);
        List<Node.Entry> entries = new ArrayList<>();
        Shape shape = new Shape.MapOf(((Shape.Named) key.shape()).kind());
        for (Node.Entry entry : map.map(Node.Mapping::entries).orElse(List.of())) {
            Optional<String> wrong = shape.wrong(entry.value());
            if (!Shape.Names.isName(entry.key().text())) {
                problems.add(
                        entry.key(),
                        "name: " + entry.key().shown() + " (expected: letters, digits and _, at most "
                                + Limits.NAME_LENGTH_MAX + ")");
            } else if (key == Key.WORKERS
                    && Key.of(MapKind.EXPECT, entry.key().text()).isPresent()) {
                problems.add(
                        entry.key(), "name: " + entry.key().shown() + " (expected: a name that is no key of expect)");
            } else if (wrong.isPresent()) {
                problems.add(entry.value(), entry.key().shown() + ": " + wrong.get());
                entries.add(new Node.Entry(
                        entry.key(),
                        new Node.Mapping(
                                List.of(), entry.key().line(), entry.key().column())));
            } else {
                entries.add(entry);
            }
        }
        return entries;
    }

    private ObjectDeclaration object(Node.Entry entry) {
        Node.Mapping map = (Node.Mapping) entry.value();
        Fields kinds = Fields.of(map, MapKind.OBJECT, NO_OTHERS, problems);
        int capacity = kinds.map(Key.PIPE)
                .map(pipe -> Fields.of(pipe, MapKind.PIPE, NO_OTHERS, problems))
                .flatMap(pipe -> pipe.scalar(Key.CAPACITY))
                .map(Scalar::whole)
                .orElse(0);
        Scalar name = entry.key();
        return new ObjectDeclaration(name.text(), ObjectKind.PIPE, capacity, name.line(), name.column());
    }

    private WorkerDeclaration worker(Node.Entry entry, List<String> objects) {
        Scalar name = entry.key();
        Fields fields = Fields.of((Node.Mapping) entry.value(), MapKind.WORKER, NO_OTHERS, problems);
        Set<End> held = null;
        if (fields.get(Key.HOLDS).isPresent()) {
            held = holds(fields.scalars(Key.HOLDS), new Scope(objects, name.text(), null));
        }
        StepsReader reader = new StepsReader(new Scope(objects, name.text(), held), problems);
        List<Step> steps = reader.steps(fields.list(Key.STEPS), name);
        Set<End> ends = held == null ? reader.named() : held;
        return new WorkerDeclaration(name.text(), ends.stream().sorted().toList(), steps, name.line(), name.column());
    }

    private Set<End> holds(List<Scalar> written, Scope scope) {
        Set<End> ends = new java.util.LinkedHashSet<>();
        for (Scalar scalar : written) {
            try {
                ends.addAll(StepParser.ends(scalar.text(), scope));
            } catch (StepSyntaxException e) {
                problems.add(scalar.line(), scalar.columnOf(e.index()), e.getMessage());
            }
        }
        return ends;
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
                                            + Nearest.hint(word.text(), Outcome.words(), "expected")));
        }
        List<String> waited = new ArrayList<>();
        Set<String> known = new HashSet<>(workers);
        for (Scalar name : fields.scalars(Key.WAITED)) {
            if (known.contains(name.text())) {
                waited.add(name.text());
            } else {
                problems.add(
                        name, "unknown worker: " + name.shown() + " " + Nearest.hint(name.text(), workers, "declared"));
            }
        }
        Map<String, Integer> exits = new TreeMap<>();
        for (Node.Entry entry : fields.others()) {
            Fields one = Fields.of((Node.Mapping) entry.value(), MapKind.EXPECT_WORKER, NO_OTHERS, problems);
            one.scalar(Key.EXIT).ifPresent(exit -> exits.put(entry.key().text(), exit.whole()));
        }
        return new Expectation(outcomes.isEmpty() ? Expectation.COMPLETES.outcomes() : outcomes, waited, exits);
    }
}
