package dev.signalbox.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the workers: each with its program, the ends it holds, and who spawns it. */
final class WorkersReader {

    private final World world;
    private final Problems problems;
    private final List<Draft> drafts = new ArrayList<>();

    /** A worker as far as it can be known before all others are read. */
    private record Draft(
            Scalar name,
            String fullName,
            int index,
            Program program,
            Set<End> holds,
            Map<Key, End> streams,
            List<Scope> scopes) {

        boolean spawns(Draft other) {
            return scopes.stream()
                    .anyMatch(s ->
                            s.spawns().contains(other.fullName) || s.spawns().contains(other.name.text()));
        }
    }

    WorkersReader(World world, Problems problems) {
        this.world = world;
        this.problems = problems;
    }

    /** Reads all workers of a family. */
    void read(Scalar name, Fields fields) {
        int count = world.families().get(name.text());
        for (int i = 0; i < Math.max(1, count); i++) {
            drafts.add(draft(name, fields, count == 0 ? null : i));
        }
    }

    /** The workers read so far, once all were; what is only wrong among several is told now. */
    List<WorkerDeclaration> workers() {
        if (drafts.size() > Limits.WORKERS_MAX) {
            problems.add(
                    drafts.get(0).name(),
                    "too many workers: " + drafts.size() + " (expected: at most " + Limits.WORKERS_MAX + ")");
        }
        Set<Draft> spawned = spawned();
        for (Draft draft : drafts) {
            draft.scopes().forEach(scope -> requireStarted(scope, spawned));
        }
        Set<String> everywhere = new TreeSet<>();
        drafts.forEach(d -> d.scopes().forEach(s -> everywhere.addAll(s.set())));
        for (Draft draft : drafts) {
            for (Scope scope : draft.scopes()) {
                requireSet(scope, spawned.contains(draft) ? everywhere : scope.set());
            }
        }
        return drafts.stream().map(d -> declaration(d, spawned.contains(d))).toList();
    }

    /** The variables of each worker, by its full name. */
    Map<String, Set<String>> variables() {
        Map<String, Set<String>> variables = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            Set<String> names = new TreeSet<>();
            draft.scopes().forEach(s -> names.addAll(s.set()));
            variables.put(draft.fullName(), names);
        }
        return variables;
    }

    private Draft draft(Scalar name, Fields fields, Integer index) {
        String fullName = index == null ? name.text() : name.text() + "[" + index + "]";
        Set<End> holds =
                fields.get(Key.HOLDS).isEmpty() ? null : holds(fields, new Scope(world, fullName, index, null));
        Map<Key, End> streams = new LinkedHashMap<>();
        for (Key key : List.of(Key.STDIN, Key.STDOUT, Key.STDERR)) {
            fields.scalar(key)
                    .flatMap(s -> read(s, () -> TextParser.end(s, new Scope(world, fullName, index, null))))
                    .ifPresent(end -> streams.put(key, end));
        }
        List<Scope> scopes = new ArrayList<>();
        Set<End> held = holds == null ? null : new HashSet<>(holds);
        if (held != null) {
            held.addAll(streams.values());
        }
        Program program = program(name, fields, () -> {
            scopes.add(new Scope(world, fullName, index, held));
            return scopes.get(scopes.size() - 1);
        });
        return new Draft(name, fullName, index == null ? 0 : index, program, holds, streams, scopes);
    }

    private Program program(Scalar name, Fields fields, java.util.function.Supplier<Scope> scopes) {
        if (fields.get(Key.THREADS).isPresent()) {
            List<ThreadDeclaration> threads = new ArrayList<>();
            for (Node.Entry entry : fields.map(Key.THREADS).get().entries()) {
                threads.add(thread(entry, scopes.get()));
            }
            return new StepsProgram(threads);
        }
        if (fields.get(Key.JAVA).isPresent()) {
            Scalar main = fields.scalar(Key.JAVA).get();
            return new JavaProgram(
                    main.text(), arguments(fields, Key.ARGUMENTS, scopes.get()), main.line(), main.column());
        }
        if (fields.get(Key.EXEC).isPresent()) {
            Node first = fields.list(Key.EXEC).get().items().get(0);
            return new NativeProgram(arguments(fields, Key.EXEC, scopes.get()), first.line(), first.column());
        }
        List<Step> steps = new StepsReader(scopes.get(), problems).steps(fields.list(Key.STEPS), name);
        return new StepsProgram(List.of(new ThreadDeclaration("", steps)));
    }

    private ThreadDeclaration thread(Node.Entry entry, Scope scope) {
        Scalar name = entry.key();
        Shape shape = new Shape.Steps();
        Optional<String> wrong = shape.wrong(entry.value());
        if (!Shape.Names.isName(name.text())) {
            problems.add(name, "name: " + name.shown() + " (expected: " + Shape.Names.WORDS + ")");
        }
        wrong.ifPresent(text -> problems.add(entry.value(), name.shown() + ": " + text));
        Optional<Node.Sequence> list =
                wrong.isPresent() ? Optional.empty() : Optional.of((Node.Sequence) entry.value());
        return new ThreadDeclaration(name.text(), new StepsReader(scope, problems).steps(list, name));
    }

    private List<Expression> arguments(Fields fields, Key key, Scope scope) {
        List<Expression> arguments = new ArrayList<>();
        for (Scalar scalar : fields.scalars(key)) {
            read(scalar, () -> TextParser.template(scalar, scope)).ifPresent(arguments::add);
        }
        return arguments;
    }

    /** The ends under {@code holds:}, or null where a problem was added. */
    private Set<End> holds(Fields fields, Scope scope) {
        Set<End> ends = new LinkedHashSet<>();
        boolean good = true;
        for (Scalar scalar : fields.scalars(Key.HOLDS)) {
            Optional<List<End>> read = read(scalar, () -> TextParser.ends(scalar, scope));
            read.ifPresent(ends::addAll);
            good &= read.isPresent();
        }
        return good ? ends : null;
    }

    private interface Reading<T> {
        T read() throws StepSyntaxException;
    }

    private <T> Optional<T> read(Scalar scalar, Reading<T> reading) {
        try {
            return Optional.of(reading.read());
        } catch (StepSyntaxException e) {
            problems.add(scalar.line(), scalar.columnOf(e.index()), e.getMessage());
            return Optional.empty();
        }
    }

    /** Those that some other spawns; one that nobody who starts could ever spawn is a problem. */
    private Set<Draft> spawned() {
        Set<Draft> spawned = new HashSet<>();
        Set<Draft> reached = new HashSet<>();
        for (Draft draft : drafts) {
            if (drafts.stream().anyMatch(d -> d.spawns(draft))) {
                spawned.add(draft);
            } else {
                reached.add(draft);
            }
        }
        boolean more = true;
        while (more) {
            more = drafts.stream()
                    .filter(d -> reached.stream().anyMatch(r -> r.spawns(d)))
                    .map(reached::add)
                    .reduce(false, Boolean::logicalOr);
        }
        for (Draft draft : drafts) {
            if (!reached.contains(draft)) {
                boolean others = drafts.stream().anyMatch(d -> d != draft && d.spawns(draft));
                problems.add(
                        draft.name(),
                        !others
                                ? "worker '" + draft.fullName()
                                        + "' is spawned only by itself (expected: another worker that spawns it)"
                                : "worker '" + draft.fullName()
                                        + "' is spawned only by workers that wait to be spawned (expected: one that starts at the"
                                        + " beginning)");
            }
        }
        return spawned;
    }

    /** Only the parent knows the pid of a worker that is spawned. */
    private void requireStarted(Scope scope, Set<Draft> spawned) {
        for (Scope.Use ask : scope.asks()) {
            boolean none = spawned.stream()
                    .anyMatch(d ->
                            d.fullName().equals(ask.name()) || d.name().text().equals(ask.name()));
            if (none) {
                problems.add(
                        ask.line(),
                        ask.column(),
                        "pid of a worker that is spawned: " + ask.name() + " (expected: what spawn returned)");
            }
        }
    }

    private void requireSet(Scope scope, Set<String> set) {
        for (Scope.Use use : scope.uses()) {
            if (set.contains(use.name())) {
                continue;
            }
            List<String> known = new ArrayList<>(set);
            known.addAll(world.parameters().keySet());
            String text;
            Optional<String> near = Nearest.to(use.name(), known)
                    .or(() -> Nearest.to(use.name(), Constant.all().keySet()));
            if (scope.isPath(use)) {
                text = "unknown name: " + use.name() + " "
                        + Nearest.to(use.name(), scope.fifos())
                                .map(n -> "(did you mean '" + n + "'?)")
                                .orElse("(expected: a FIFO, declared: " + Scope.list(scope.fifos())
                                        + ", or a path such as \"/tmp/x\")");
            } else if (use.indexed()) {
                text = scope.undeclared(use.name());
            } else if (near.isPresent()) {
                text = "unknown name: " + use.name() + " (did you mean '" + near.get() + "'?)";
            } else {
                text = "unknown name: " + use.name() + " (expected: a variable that a step here sets: "
                        + Scope.list(set) + ")";
            }
            problems.add(use.line(), use.column(), text);
        }
    }

    private static WorkerDeclaration declaration(Draft draft, boolean spawned) {
        boolean inherits = spawned && draft.holds() == null;
        Set<End> ends = new TreeSet<>();
        if (draft.holds() != null) {
            ends.addAll(draft.holds());
        } else if (!inherits) {
            draft.scopes().forEach(s -> ends.addAll(s.ends()));
            ends.removeAll(draft.streams().values());
        }
        Scalar name = draft.name();
        return new WorkerDeclaration(
                draft.fullName(),
                name.text(),
                draft.index(),
                draft.program(),
                List.copyOf(ends),
                inherits,
                spawned,
                draft.streams().get(Key.STDIN),
                draft.streams().get(Key.STDOUT),
                draft.streams().get(Key.STDERR),
                name.line(),
                name.column());
    }
}
