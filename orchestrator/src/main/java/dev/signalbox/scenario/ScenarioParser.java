package dev.signalbox.scenario;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        return parse(file, Map.of());
    }

    /** The same with other values of parameters, by name and as text. */
    public static Parsed parse(Path file, Map<String, String> settings) {
        Problems problems = new Problems(file.toString());
        return ScenarioFile.text(file, problems)
                .map(text -> parse(file.toString(), text, settings, problems))
                .orElseGet(() -> Parsed.failed(problems.list()));
    }

    /** The scenario of a text that came from, or will be, a file of this name. */
    public static Parsed parse(String file, String text) {
        Problems problems = new Problems(file);
        return ScenarioFile.checked(ScenarioFile.withoutMark(text), problems)
                .map(checked -> parse(file, checked, Map.of(), problems))
                .orElseGet(() -> Parsed.failed(problems.list()));
    }

    private static Parsed parse(String file, String text, Map<String, String> settings, Problems problems) {
        Optional<Scenario> scenario = YamlReader.read(text, problems)
                .flatMap(root -> new ScenarioParser(problems).scenario(file, text, root, settings));
        return scenario.isPresent() && problems.isEmpty() ? Parsed.of(scenario.get()) : Parsed.failed(problems.list());
    }

    private Optional<Scenario> scenario(String file, String text, Node root, Map<String, String> settings) {
        Shape shape = new Shape.MapOf(MapKind.SCENARIO);
        Optional<String> wrong = shape.wrong(root);
        if (wrong.isPresent()) {
            problems.add(root, wrong.get());
            return Optional.empty();
        }
        Fields fields = Fields.of((Node.Mapping) root, MapKind.SCENARIO, NO_OTHERS, problems);
        Map<String, Object> parameters = parameters(fields, settings);
        World constants = new World(parameters, Map.of(), Map.of());
        List<ObjectDeclaration> objects = new ArrayList<>();
        // Also those that are wrong inside, so that their use is not a second problem.
        Map<String, ObjectKind> kinds = new LinkedHashMap<>();
        for (Node.Entry entry : named(fields, Key.OBJECTS, constants)) {
            ObjectDeclaration object = object(entry, constants);
            objects.add(object);
            kinds.put(object.name(), object.kind());
        }
        Map<Scalar, Fields> workerFields = new LinkedHashMap<>();
        Map<String, Integer> families = new LinkedHashMap<>();
        for (Node.Entry entry : named(fields, Key.WORKERS, constants)) {
            Scalar name = entry.key();
            Optional<Fields> one =
                    map(entry, MapKind.WORKER).map(m -> Fields.of(m, MapKind.WORKER, NO_OTHERS, problems));
            one.ifPresent(f -> workerFields.put(name, f));
            families.put(
                    name.text(), one.map(f -> number(f, Key.COUNT, constants)).orElse(0));
        }
        World world = new World(parameters, kinds, families);
        WorkersReader reader = new WorkersReader(world, problems);
        workerFields.forEach(reader::read);
        List<WorkerDeclaration> workers = reader.workers();
        ExpectReader expect = new ExpectReader(world, reader.variables(), problems);
        return Optional.of(new Scenario(
                file,
                text,
                fields.scalar(Key.TITLE)
                        .map(Scalar::text)
                        .orElseGet(() -> nameWithoutEnding(file))
                        .strip(),
                fields.scalar(Key.ABOUT).map(Scalar::text).orElse("").strip(),
                parameters,
                objects,
                workers,
                fields.map(Key.EXPECT).map(expect::expectation).orElse(Expectation.COMPLETES),
                fields.map(Key.EXPLORE).map(expect::exploration).orElse(Exploration.NONE)));
    }

    /** The parameters with their defaults, or with what {@code --set} says instead. */
    private Map<String, Object> parameters(Fields fields, Map<String, String> settings) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (Node.Entry entry : named(fields, Key.PARAMETERS, new World(Map.of(), Map.of(), Map.of()))) {
            Scalar name = entry.key();
            Optional<String> wrong = new Shape.Value().wrong(entry.value());
            if (wrong.isPresent()) {
                problems.add(entry.value(), name.shown() + ": " + wrong.get());
                parameters.put(name.text(), 0L);
                continue;
            }
            Object value = ((Scalar) entry.value()).value().orElseThrow();
            String setting = settings.get(name.text());
            parameters.put(name.text(), setting == null ? value : setting(name, value, setting));
        }
        for (String name : settings.keySet()) {
            if (!parameters.containsKey(name)) {
                problems.add("--set " + name + ": no such parameter " + Nearest.hint(name, parameters.keySet()));
            }
        }
        return parameters;
    }

    /** What was set, in the type of the default. */
    private Object setting(Scalar name, Object standard, String setting) {
        if (standard instanceof String) {
            byte[] bytes = setting.getBytes(StandardCharsets.UTF_8);
            return Values.ofBytes(bytes, bytes.length);
        }
        if (standard instanceof Long && setting.matches("-?[0-9]{1,18}")) {
            return Long.parseLong(setting);
        }
        if (standard instanceof Boolean && setting.matches("true|false")) {
            return setting.equals("true");
        }
        String expected = standard instanceof Long ? Type.WHOLE.words() : Type.TRUTH.words();
        problems.add(
                name,
                "--set " + name.text() + ": " + Scalar.shorten(setting) + " (expected: " + expected
                        + ", as the default " + standard + ")");
        return standard;
    }

    /** A number under a key, written or computed of parameters; 0 where there is none. */
    private int number(Fields fields, Key key, World world) {
        Scalar written = fields.scalar(key).orElse(null);
        if (written == null) {
            return 0;
        }
        if (written.type() == Scalar.Type.NUMBER) {
            return written.whole();
        }
        Shape.Number shape = ((Shape.Computed) key.shape()).number();
        try {
            Scope scope = new Scope(world, "", null, null);
            Expression value = StepParser.head(written.text(), scope, written.line(), written::columnOf)
                    .value();
            if (value.known() instanceof Long number && shape.has(number)) {
                return number.intValue();
            }
            String found = value.known() == null ? "not known before the run" : Values.words(value.known());
            String known = Scope.list(world.parameters().keySet());
            problems.add(
                    written,
                    key.word() + ": " + found + " (expected: " + shape.words()
                            + (value.known() == null ? ", computed of parameters: " + known : "") + ")");
        } catch (StepSyntaxException e) {
            problems.add(written.line(), written.columnOf(e.index()), e.getMessage());
        }
        return key == Key.COUNT ? 1 : 0;
    }

    private static String nameWithoutEnding(String file) {
        return String.valueOf(Path.of(file).getFileName()).replaceFirst("\\.ya?ml$", "");
    }

    /** The entries under names of the user's choice that are good as names. */
    private List<Node.Entry> named(Fields fields, Key key, World world) {
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : fields.map(key).map(Node.Mapping::entries).orElse(List.of())) {
            Scalar name = entry.key();
            boolean reserved =
                    key == Key.WORKERS && Key.of(MapKind.EXPECT, name.text()).isPresent();
            Optional<String> taken = key == Key.WORKERS ? Optional.empty() : world.taken(name.text());
            String expected = reserved
                    ? "a name that is no key of expect"
                    : taken.map(what -> "another name, this is " + what).orElse(Shape.Names.WORDS);
            if (reserved || taken.isPresent() || !Shape.Names.isName(name.text())) {
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

    private ObjectDeclaration object(Node.Entry entry, World world) {
        Optional<Fields> fields =
                map(entry, MapKind.OBJECT).map(m -> Fields.of(m, MapKind.OBJECT, NO_OTHERS, problems));
        fields.flatMap(f -> f.map(Key.FIFO)).ifPresent(m -> Fields.of(m, MapKind.FIFO, NO_OTHERS, problems));
        int capacity = fields.flatMap(f -> f.map(Key.PIPE))
                .map(pipe -> Fields.of(pipe, MapKind.PIPE, NO_OTHERS, problems))
                .map(pipe -> number(pipe, Key.CAPACITY, world))
                .orElse(0);
        boolean fifo = fields.filter(f -> f.get(Key.PIPE).isEmpty())
                .flatMap(f -> f.get(Key.FIFO))
                .isPresent();
        Scalar name = entry.key();
        return new ObjectDeclaration(
                name.text(), fifo ? ObjectKind.FIFO : ObjectKind.PIPE, capacity, name.line(), name.column());
    }
}
