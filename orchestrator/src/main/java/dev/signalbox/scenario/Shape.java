package dev.signalbox.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What may stand under a key: checked by the parser, written down in the JSON Schema.
 *
 * <p>Both come from one place, so they cannot disagree about it.
 */
sealed interface Shape {

    /** What a message says behind {@code expected:}, and the reference page as the type. */
    String words();

    /** What is wrong with a node, as the text of a problem; names and steps inside are looked at elsewhere. */
    default Optional<String> wrong(Node node) {
        return fits(node) ? Optional.empty() : Optional.of(node.words() + " (expected: " + words() + ")");
    }

    boolean fits(Node node);

    /** The same as JSON Schema. */
    Map<String, Object> schema();

    /** Keys and values in turn, in this order, so that the schema is the same on every run. */
    static Map<String, Object> object(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** How the schema calls what is defined once in it. */
    static Map<String, Object> reference(String definition) {
        return object("$ref", "#/$defs/" + definition);
    }

    /** Text; what YAML takes for a number or a truth value has to be quoted. */
    record Text(int lengthMax) implements Shape {
        @Override
        public String words() {
            return "text of at most " + lengthMax + " characters";
        }

        @Override
        public boolean fits(Node node) {
            return node instanceof Scalar scalar
                    && scalar.type() == Scalar.Type.TEXT
                    && scalar.text().codePointCount(0, scalar.text().length()) <= lengthMax;
        }

        @Override
        public Map<String, Object> schema() {
            return object("type", "string", "maxLength", lengthMax);
        }
    }

    /** A whole number that is held against limits, also where an expression computed it. */
    sealed interface Number extends Shape permits Whole, PowerOfTwo {
        boolean has(long value);

        @Override
        default boolean fits(Node node) {
            return node instanceof Scalar scalar && scalar.whole() >= 0 && has(scalar.whole());
        }
    }

    /** A whole number in decimal digits. */
    record Whole(int min, int max) implements Number {
        @Override
        public String words() {
            return "a whole number from " + min + " to " + max;
        }

        @Override
        public boolean has(long value) {
            return value >= min && value <= max;
        }

        @Override
        public Map<String, Object> schema() {
            return object("type", "integer", "minimum", min, "maximum", max);
        }
    }

    /** What the kernel would not round. */
    record PowerOfTwo(int min, int max) implements Number {
        @Override
        public String words() {
            return "a power of two from " + min + " to " + max + ", since the kernel rounds up to one";
        }

        @Override
        public boolean has(long value) {
            return value >= min && value <= max && Long.bitCount(value) == 1;
        }

        @Override
        public Map<String, Object> schema() {
            List<Integer> values =
                    IntStream.iterate(min, v -> v <= max, v -> v * 2).boxed().toList();
            return object("enum", values);
        }
    }

    /** A number, or the text of an expression whose value is one. */
    record Computed(Number number) implements Shape {
        @Override
        public String words() {
            return number.words() + ", or an expression";
        }

        @Override
        public boolean fits(Node node) {
            return number.fits(node) || node instanceof Scalar scalar && scalar.type() == Scalar.Type.TEXT;
        }

        @Override
        public Map<String, Object> schema() {
            return object("anyOf", List.of(number.schema(), object("type", "string", "minLength", 1)));
        }
    }

    /** The text of an expression that is true or false. */
    record Condition() implements Shape {
        @Override
        public String words() {
            return "a condition such as n > 0";
        }

        @Override
        public boolean fits(Node node) {
            return node instanceof Scalar scalar
                    && (scalar.type() == Scalar.Type.TEXT || scalar.type() == Scalar.Type.BOOLEAN);
        }

        @Override
        public Map<String, Object> schema() {
            return object("type", List.of("string", "boolean"));
        }
    }

    /** A value of a parameter or a variable. */
    record Value() implements Shape {
        @Override
        public String words() {
            return "a whole number, true, false or a text";
        }

        @Override
        public boolean fits(Node node) {
            return node instanceof Scalar scalar && scalar.value().isPresent();
        }

        @Override
        public Map<String, Object> schema() {
            return object("type", List.of("integer", "boolean", "string"));
        }
    }

    /** What a program is called with: whatever YAML takes it for, it is text. */
    record Arguments(int min) implements Shape {
        @Override
        public String words() {
            return min == 0 ? "a list of texts" : "a list of the program and its arguments";
        }

        @Override
        public boolean fits(Node node) {
            return node instanceof Node.Sequence list
                    && list.items().size() >= min
                    && list.items().size() <= Limits.ARGUMENTS_MAX
                    && list.items().stream()
                            .allMatch(n -> n instanceof Scalar scalar && scalar.type() != Scalar.Type.NOTHING);
        }

        @Override
        public Map<String, Object> schema() {
            Map<String, Object> each = object("type", List.of("string", "number", "boolean"));
            return object("type", "array", "minItems", min, "maxItems", Limits.ARGUMENTS_MAX, "items", each);
        }
    }

    /** One text of a kind. */
    record Word(String words, Words pattern) implements Shape {
        @Override
        public boolean fits(Node node) {
            return node instanceof Scalar scalar
                    && scalar.type() == Scalar.Type.TEXT
                    && scalar.text().matches(pattern.pattern);
        }

        @Override
        public Map<String, Object> schema() {
            return object("type", "string", "pattern", pattern.pattern);
        }
    }

    /** One word of a few. */
    record OneOf(String words, List<String> values) implements Shape {
        @Override
        public Optional<String> wrong(Node node) {
            Optional<String> near = node instanceof Scalar scalar && !fits(node)
                    ? Nearest.to(scalar.text(), values).map(n -> node.words() + " (did you mean '" + n + "'?)")
                    : Optional.empty();
            return near.or(() -> Shape.super.wrong(node));
        }

        @Override
        public boolean fits(Node node) {
            return node instanceof Scalar scalar && scalar.type() == Scalar.Type.TEXT && values.contains(scalar.text());
        }

        @Override
        public Map<String, Object> schema() {
            return object("enum", values);
        }
    }

    /** A map with the keys of a kind. */
    record MapOf(MapKind kind) implements Shape {
        @Override
        public String words() {
            String keys = kind.keys().stream().map(Key::word).collect(Collectors.joining(", "));
            return "a map with " + keys + (kind.others() == null ? "" : " or names of " + kind.otherWord() + "s");
        }

        @Override
        public boolean fits(Node node) {
            return node instanceof Node.Mapping;
        }

        @Override
        public Map<String, Object> schema() {
            return reference(kind.definition());
        }
    }

    /** A map from names to something. */
    record Named(String word, Shape each, int min, int max) implements Shape {
        @Override
        public String words() {
            return "a map of " + min + " to " + max + " " + word + "s by name";
        }

        @Override
        public boolean fits(Node node) {
            return node instanceof Node.Mapping map
                    && map.entries().size() >= min
                    && map.entries().size() <= max;
        }

        @Override
        public Map<String, Object> schema() {
            return object(
                    "type",
                    "object",
                    "minProperties",
                    min,
                    "maxProperties",
                    max,
                    "propertyNames",
                    reference("name"),
                    "additionalProperties",
                    each.schema());
        }
    }

    /** A list of steps. */
    record Steps() implements Shape {
        @Override
        public String words() {
            return "a list of 1 to " + Limits.STEPS_MAX + " steps";
        }

        @Override
        public boolean fits(Node node) {
            return node instanceof Node.Sequence list
                    && !list.items().isEmpty()
                    && list.items().size() <= Limits.STEPS_MAX;
        }

        @Override
        public Map<String, Object> schema() {
            return object("type", "array", "minItems", 1, "maxItems", Limits.STEPS_MAX, "items", reference("step"));
        }
    }

    /** A text, or a list of such texts. */
    record OneOrMore(String words, Words each) implements Shape {
        @Override
        public boolean fits(Node node) {
            return node instanceof Node.Sequence list
                    ? !list.items().isEmpty() && list.items().stream().allMatch(OneOrMore::isText)
                    : isText(node);
        }

        private static boolean isText(Node node) {
            return node instanceof Scalar scalar && scalar.type() == Scalar.Type.TEXT;
        }

        @Override
        public Map<String, Object> schema() {
            Map<String, Object> one = object("type", "string", "pattern", each.pattern);
            return object("anyOf", List.of(one, object("type", "array", "minItems", 1, "items", one)));
        }
    }

    /** The texts that {@link OneOrMore} can be made of, as regular expressions that Java and JavaScript both read. */
    enum Words {
        WORKERS("^" + Names.PATTERN + "(\\[[0-9]+\\])?$"),
        OBJECTS("^" + Names.PATTERN + "$"),
        CLASS("^[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)*$"),
        END("^\\s*" + Names.PATTERN + "\\s*\\[\\s*[01]\\s*\\]\\s*$"),
        GOALS("^.+$"),
        OUTCOMES("^(" + String.join("|", Outcome.words()) + ")$"),
        ENDS("^" + Names.END_PATTERN + "(,\\s*" + Names.END_PATTERN + ")*$");

        private final String pattern;

        Words(String pattern) {
            this.pattern = pattern;
        }
    }

    /** The names that a scenario gives. */
    final class Names {
        static final String PATTERN = "[A-Za-z_][A-Za-z0-9_]{0," + (Limits.NAME_LENGTH_MAX - 1) + "}";
        static final String WORDS = "a letter or _, then letters, digits and _, at most " + Limits.NAME_LENGTH_MAX;
        static final String END_PATTERN = PATTERN + "(\\s*\\[\\s*[01]\\s*\\])?\\s*";
        private static final Pattern NAME = Pattern.compile(PATTERN);

        static boolean isName(String text) {
            return NAME.matcher(text).matches();
        }

        private Names() {}
    }
}
