package dev.signalbox.scenario;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        List<String> known = new ArrayList<>(kind.keys().stream().map(Key::word).toList());
        known.addAll(otherNames);
        return "unknown key: " + key.shown() + " " + Nearest.hint(key.text(), known, "expected");
    }

    private static void addMissing(Node.Mapping map, MapKind kind, Problems problems) {
        for (Key key : kind.keys()) {
            boolean there = map.entries().stream().anyMatch(e -> e.key().text().equals(key.word()));
            if (key.required() && !there) {
                problems.add(
                        map,
                        kind.words() + " without '" + key.word() + "' (expected: "
                                + key.shape().words() + ")");
            }
        }
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
                .flatMap(n -> n instanceof Node.Sequence list ? list.items().stream() : java.util.stream.Stream.of(n))
                .map(Scalar.class::cast)
                .toList();
    }

    /** Entries under the names that were allowed beside the keys of the table. */
    List<Node.Entry> others() {
        return others;
    }
}
