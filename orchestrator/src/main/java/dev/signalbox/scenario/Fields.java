package dev.signalbox.scenario;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The entries of a map that have the shape its keys ask for; what has not is a problem. */
final class Fields {

    private final Map<Key, Node> values = new EnumMap<>(Key.class);
    private final List<Node.Entry> others = new ArrayList<>();

    private Fields() {}

    /** Sorts the entries of a map of a kind by key. */
    static Fields of(Node.Mapping map, MapKind kind, List<String> otherNames, Problems problems) {
        Fields fields = new Fields();
        for (Node.Entry entry : map.entries()) {
            Optional<Key> key = Key.of(kind, entry.key().text());
            boolean other = key.isEmpty()
                    && kind.others() != null
                    && otherNames.contains(entry.key().text());
            if (key.isEmpty() && !other) {
                problems.add(entry.key(), unknown(entry.key(), kind, otherNames));
                continue;
            }
            Shape shape = other ? kind.others() : key.get().shape();
            Optional<String> wrong = shape.wrong(entry.value());
            if (wrong.isPresent()) {
                problems.add(entry.value(), entry.key().shown() + ": " + wrong.get());
            } else if (other) {
                fields.others.add(entry);
            } else {
                fields.values.put(key.get(), entry.value());
            }
        }
        addMissing(map, kind, problems);
        return fields;
    }

    private static String unknown(Scalar key, MapKind kind, List<String> otherNames) {
        List<String> known = new ArrayList<>(words(kind));
        known.addAll(otherNames);
        String what = kind.others() == null ? "unknown key: " : "unknown key or " + kind.otherWord() + ": ";
        return what + key.shown() + " " + Nearest.hint(key.text(), known);
    }

    private static List<String> words(MapKind kind) {
        return kind.keys().stream().map(Key::word).toList();
    }

    private static void addMissing(Node.Mapping map, MapKind kind, Problems problems) {
        Set<String> there = map.entries().stream().map(e -> e.key().text()).collect(Collectors.toSet());
        // An unknown key is probably the one that is missing: one problem, not two.
        if (!words(kind).containsAll(there) && kind.others() == null) {
            return;
        }
        addWrongChoice(map, kind, there, problems);
        for (Key key : kind.keys()) {
            if (key.required() && !there.contains(key.word())) {
                String expected = key.shape().words();
                problems.add(map, kind.words() + " without '" + key.word() + "' (expected: " + expected + ")");
            }
        }
    }

    private static void addWrongChoice(Node.Mapping map, MapKind kind, Set<String> there, Problems problems) {
        List<String> choice = kind.choice().stream().map(Key::word).toList();
        List<String> chosen = choice.stream().filter(there::contains).toList();
        if (!choice.isEmpty() && chosen.size() != 1) {
            String what =
                    chosen.isEmpty() ? " without " + String.join(", ", choice) : " with " + String.join(", ", chosen);
            problems.add(map, kind.words() + what + " (expected: exactly one of " + String.join(", ", choice) + ")");
        }
        kind.needs().forEach((key, needed) -> {
            if (there.contains(key.word()) && !there.contains(needed.word())) {
                problems.add(
                        map,
                        kind.words() + " with " + key.word() + " (expected: only where there is " + needed.word()
                                + ")");
            }
        });
    }

    Optional<Node> get(Key key) {
        return Optional.ofNullable(values.get(key));
    }

    Optional<Node.Mapping> map(Key key) {
        return get(key).map(Node.Mapping.class::cast);
    }

    Optional<Node.Sequence> list(Key key) {
        return get(key).map(Node.Sequence.class::cast);
    }

    Optional<Scalar> scalar(Key key) {
        return get(key).map(Scalar.class::cast);
    }

    /** The texts under a key that takes one or a list of them. */
    List<Scalar> scalars(Key key) {
        return get(key).stream()
                .flatMap(n -> n instanceof Node.Sequence list ? list.items().stream() : Stream.of(n))
                .map(Scalar.class::cast)
                .toList();
    }

    /** Entries under the names that were allowed beside the keys of the table. */
    List<Node.Entry> others() {
        return others;
    }
}
