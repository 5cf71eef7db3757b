package dev.signalbox.scenario;

import java.util.List;

/** A piece of the YAML with its place. */
sealed interface Node permits Scalar, Node.Mapping, Node.Sequence {

    int line();

    int column();

    /** What it is, as a message names it. */
    String words();

    /** A map; its keys are different. */
    record Mapping(List<Entry> entries, int line, int column) implements Node {
        @Override
        public String words() {
            return entries.isEmpty() ? "an empty map" : "a map of " + entries.size();
        }
    }

    /** A key of a map with its value. */
    record Entry(Scalar key, Node value) {}

    /** A list. */
    record Sequence(List<Node> items, int line, int column) implements Node {
        @Override
        public String words() {
            return items.isEmpty() ? "an empty list" : "a list of " + items.size();
        }
    }
}
