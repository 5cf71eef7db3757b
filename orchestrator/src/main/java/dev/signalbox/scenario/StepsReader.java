package dev.signalbox.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the steps of one thread: the lists and maps of YAML, and the line of each step. */
final class StepsReader {

    private static final String EXPECTED = "a call such as read(p[0], 100), an assignment, or repeat, while or if";

    private final Scope scope;
    private final Problems problems;
    private int count;

    StepsReader(Scope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    /** @param owner the name of the worker or thread, where too many are told */
    List<Step> steps(Optional<Node.Sequence> list, Scalar owner) {
        List<Step> steps = steps(list, 0);
        if (count > Limits.STEPS_MAX) {
            problems.add(
                    owner, "too many steps: " + count + " (expected: at most " + Limits.STEPS_MAX + " in a worker)");
        }
        return steps;
    }

    private List<Step> steps(Optional<Node.Sequence> list, int depth) {
        List<Step> steps = new ArrayList<>();
        for (Node node : list.map(Node.Sequence::items).orElse(List.of())) {
            count++;
            step(node, depth).ifPresent(steps::add);
        }
        return steps;
    }

    private Optional<Step> step(Node node, int depth) {
        if (node instanceof Node.Mapping map) {
            Optional<MapKind> kind = map.entries().stream()
                    .map(e -> MapKind.ofStep(e.key().text()))
                    .filter(k -> k != null)
                    .findFirst();
            return kind.isPresent() ? block(kind.get(), map, depth) : misread(map);
        }
        if (!(node instanceof Scalar scalar) || scalar.type() != Scalar.Type.TEXT) {
            problems.add(node, "not a step: " + node.words() + " (expected: a call such as read(p[0], 100))");
            return Optional.empty();
        }
        return read(scalar, () -> StepParser.parse(scalar.text(), scope, scalar.line(), scalar::columnOf));
    }

    private Optional<Step> block(MapKind kind, Node.Mapping map, int depth) {
        if (depth == Limits.REPEAT_DEPTH_MAX) {
            problems.add(
                    map, kind.words() + " inside others: too deep (expected: at most " + Limits.REPEAT_DEPTH_MAX + ")");
            return Optional.empty();
        }
        Fields fields = Fields.of(map, kind, List.of(), problems);
        Key key = kind == MapKind.REPEAT ? Key.REPEAT : kind == MapKind.WHILE ? Key.WHILE : Key.IF;
        Key first = kind == MapKind.REPEAT ? Key.DO : kind == MapKind.WHILE ? Key.WHILE_DO : Key.THEN;
        List<Step> body = steps(fields.list(first), depth + 1);
        List<Step> otherwise = steps(fields.list(Key.ELSE), depth + 1);
        return fields.scalar(key).flatMap(written -> head(key, written).map(head -> {
            String text = key.word() + ": " + written.text();
            int line = written.line();
            int column = map.column();
            return switch (kind) {
                case REPEAT -> new RepeatStep(head.before(), head.value(), body, text, line, column);
                case WHILE -> new WhileStep(head.before(), head.value(), body, text, line, column);
                default -> new IfStep(head.before(), head.value(), body, otherwise, text, line, column);
            };
        }));
    }

    private Optional<StepParser.Head> head(Key key, Scalar written) {
        return read(written, () -> {
            StepParser.Head head = StepParser.head(written.text(), scope, written.line(), written::columnOf);
            Object known = head.value().known();
            boolean good = known == null
                    || (key == Key.REPEAT
                            ? known instanceof Long times && times >= 0 && times <= Limits.REPEAT_MAX
                            : known instanceof Boolean);
            if (!good) {
                throw new StepSyntaxException(
                        0,
                        key.word() + ": " + Values.words(known) + " (expected: "
                                + key.shape().words() + ")");
            }
            return head;
        });
    }

    /** Reads a line of steps. */
    private interface Reading<T> {
        T read() throws StepSyntaxException;
    }

    private <T> Optional<T> read(Scalar scalar, Reading<? extends T> reading) {
        if (scalar.spansLines()) {
            problems.add(
                    scalar, "step over several lines: " + scalar.shown() + " (expected: one line, without | or >)");
            return Optional.empty();
        }
        try {
            return Optional.of(reading.read());
        } catch (StepSyntaxException e) {
            String hint = e.isAtEnd() ? hint(scalar.signBehind()) : "";
            problems.add(scalar.line(), scalar.columnOf(e.index()), e.getMessage() + hint);
            return Optional.empty();
        }
    }

    /** Why YAML may have cut a step short. */
    private static String hint(int signBehind) {
        return switch (signBehind) {
            case '#' -> "; ' #' begins a comment in YAML: put the whole step in 'single quotes'";
            case ',' -> "; inside [ ] YAML ends a step at a comma: put the whole step in 'single quotes'";
            default -> "";
        };
    }

    /** YAML takes {@code a: b} for a map, also where a step was meant. */
    private Optional<Step> misread(Node.Mapping map) {
        Scalar key = map.entries().isEmpty() ? null : map.entries().get(0).key();
        String call = key == null ? "" : key.text().replaceFirst("(?s)[ (].*", "");
        Optional<StepKind> kind = StepKind.of(call);
        if (kind.isEmpty()) {
            String what = key == null ? "an empty map" : "a map with the key " + key.shown();
            problems.add(map, "not a step: " + what + " (expected: " + EXPECTED + ")");
        } else if (key.text().equals(call)) {
            problems.add(
                    map,
                    "step read as a map: " + call + ": … (expected: "
                            + kind.get().example() + ")");
        } else {
            problems.add(
                    map,
                    "step read as a map: " + key.shown() + ": …"
                            + " (': ' makes a map in YAML: put the whole step in 'single quotes')");
        }
        return Optional.empty();
    }
}
