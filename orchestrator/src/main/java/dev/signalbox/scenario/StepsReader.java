package dev.signalbox.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the steps of one worker: the lists and maps of YAML, and the line of each step. */
final class StepsReader {

    private final Scope scope;
    private final Problems problems;
    private final Set<End> named = new TreeSet<>();
    private int count;

    StepsReader(Scope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    /** The ends that the steps read so far act on. */
    Set<End> named() {
        return named;
    }

    List<Step> steps(Optional<Node.Sequence> list, Scalar worker) {
        List<Step> steps = steps(list, 0);
        if (count > Limits.STEPS_MAX) {
            problems.add(
                    worker, "too many steps: " + count + " (expected: at most " + Limits.STEPS_MAX + " in a worker)");
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
            return isRepeat(map) ? repeat(map, depth) : misread(map);
        }
        if (!(node instanceof Scalar scalar) || scalar.type() != Scalar.Type.TEXT) {
            problems.add(node, "not a step: " + node.words() + " (expected: a call such as read(p[0], 100))");
            return Optional.empty();
        }
        if (scalar.spansLines()) {
            problems.add(
                    scalar, "step over several lines: " + scalar.shown() + " (expected: one line, without | or >)");
            return Optional.empty();
        }
        return call(scalar);
    }

    private Optional<Step> call(Scalar scalar) {
        try {
            Step step = StepParser.parse(scalar.text(), scope, scalar.line(), scalar.column());
            if (step instanceof CallStep call) {
                call.arguments().stream()
                        .filter(Element.class::isInstance)
                        .map(Element.class::cast)
                        .map(e -> new End(e.name(), e.index()))
                        .forEach(named::add);
            }
            return Optional.of(step);
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

    private static boolean isRepeat(Node.Mapping map) {
        return map.entries().stream()
                .anyMatch(e -> Key.of(MapKind.REPEAT, e.key().text()).isPresent());
    }

    private Optional<Step> repeat(Node.Mapping map, int depth) {
        if (depth == Limits.REPEAT_DEPTH_MAX) {
            problems.add(map, "repeat inside repeat: too deep (expected: at most " + Limits.REPEAT_DEPTH_MAX + ")");
            return Optional.empty();
        }
        Fields fields = Fields.of(map, MapKind.REPEAT, List.of(), problems);
        List<Step> body = steps(fields.list(Key.DO), depth + 1);
        return fields.scalar(Key.REPEAT)
                .map(times -> new RepeatStep(
                        List.of(),
                        new Literal((long) times.whole()),
                        body,
                        "repeat: " + times.text(),
                        map.line(),
                        map.column()));
    }

    /** YAML takes {@code a: b} for a map, also where a step was meant. */
    private Optional<Step> misread(Node.Mapping map) {
        Scalar key = map.entries().isEmpty() ? null : map.entries().get(0).key();
        String call = key == null ? "" : key.text().replaceFirst("(?s)[ (].*", "");
        Optional<StepKind> kind = StepKind.of(call);
        if (kind.isEmpty()) {
            String what = key == null ? "an empty map" : "a map with the key " + key.shown();
            problems.add(map, "not a step: " + what + " (expected: a call such as read(p[0], 100), or repeat and do)");
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
