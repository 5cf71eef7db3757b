package dev.signalbox.scenario;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads YAML into nodes that know their places.
 *
 * <p>It takes the parser's tokens one by one, so that depth is bounded before anything recurses, and an alias is refused
 * before anything is multiplied.
 */
final class YamlReader {

    private static final YAMLFactory YAML = new YAMLFactory();

    private final YAMLParser parser;
    private final int[] source;
    private final Problems problems;

    private YamlReader(YAMLParser parser, int[] source, Problems problems) {
        this.parser = parser;
        this.source = source;
        this.problems = problems;
    }

    /** The one document of a text, or nothing where a problem was added that hides it. */
    static Optional<Node> read(String text, Problems problems) {
        try (YAMLParser parser = YAML.createParser(text)) {
            return Optional.of(new YamlReader(parser, text.codePoints().toArray(), problems).document());
        } catch (Refused e) {
            problems.add(e.line, e.column, e.getMessage());
        } catch (JsonProcessingException e) {
            addSyntaxProblem(e, text, problems);
        } catch (IOException e) {
            // A string has no input that could fail.
            throw new IllegalStateException(e);
        }
        return Optional.empty();
    }

    private Node document() throws IOException, Refused {
        if (parser.nextToken() == null) {
            throw new Refused(1, 1, "nothing but comments (expected: a scenario)");
        }
        Node root = node(1);
        if (parser.nextToken() != null) {
            throw refused("a second document (expected: one scenario in a file)");
        }
        return root;
    }

    private Node node(int depth) throws IOException, Refused {
        refuseReferences();
        if (depth > Limits.YAML_DEPTH_MAX) {
            throw refused("nested too deeply (expected: at most " + Limits.YAML_DEPTH_MAX + " levels)");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(depth);
            case START_ARRAY -> sequence(depth);
            default -> scalar();
        };
    }

    private Node mapping(int depth) throws IOException, Refused {
        int line = line();
        int column = column();
        List<Node.Entry> entries = new ArrayList<>();
        Map<String, Scalar> keys = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            refuseReferences();
            Scalar key = scalar();
            parser.nextToken();
            Node value = node(depth + 1);
            Scalar first = keys.putIfAbsent(key.text(), key);
            if (first == null) {
                entries.add(new Node.Entry(key, value));
            } else {
                problems.add(key, "duplicate name: " + key.shown() + " (first on line " + first.line() + ")");
            }
        }
        return new Node.Mapping(entries, line, column);
    }

    private Node sequence(int depth) throws IOException, Refused {
        int line = line();
        int column = column();
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(depth + 1));
        }
        return new Node.Sequence(items, line, column);
    }

    private Scalar scalar() throws IOException {
        Scalar.Type type =
                switch (parser.currentToken()) {
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Scalar.Type.NUMBER;
                    case VALUE_TRUE, VALUE_FALSE -> Scalar.Type.BOOLEAN;
                    case VALUE_NULL -> Scalar.Type.NOTHING;
                    default -> Scalar.Type.TEXT;
                };
        int offset = (int) parser.currentTokenLocation().getCharOffset();
        // Nothing at the end of the file would stand behind it.
        int within = Math.min(offset, source.length - 1);
        return new Scalar(parser.getText(), type, line(), column(), source, within);
    }

    private void refuseReferences() throws IOException, Refused {
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            throw refused("anchors and aliases are not used here (expected: the value written out)");
        }
        if (parser.getTypeId() != null) {
            throw refused("tags are not used here: !" + Scalar.shorten(parser.getTypeId())
                    + " (expected: no tag; a text that begins with ! stands in quotes)");
        }
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private int column() {
        return parser.currentTokenLocation().getColumnNr();
    }

    private Refused refused(String text) {
        return new Refused(line(), column(), text);
    }

    private static void addSyntaxProblem(JsonProcessingException e, String text, Problems problems) {
        if (e.getCause() instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
            addMarkedProblem(yaml, text, problems);
            return;
        }
        JsonLocation at = e.getLocation();
        String first = e.getOriginalMessage().lines().findFirst().orElse("");
        String what = first.startsWith("Expected a field name")
                ? "a key that is a map, a list or an alias (expected: a name)"
                : "not valid YAML: " + first;
        problems.add(at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(), what);
    }

    private static void addMarkedProblem(MarkedYAMLException e, String yaml, Problems problems) {
        Mark mark = e.getProblemMark();
        Mark begin = e.getContextMark() == null ? mark : e.getContextMark();
        int character = mark.getPointer() < mark.getBuffer().length ? mark.getBuffer()[mark.getPointer()] : 0;
        Optional<CutStep> cut = CutStep.before(yaml, mark.getLine() + 1);
        if (cut.isPresent() && character != '\t' && character != '[') {
            problems.add(cut.get().line(), cut.get().column(), cut.get().message());
            return;
        }
        if (e.getProblem().equals("found unexpected end of stream")) {
            // It is missed at the end of the file, but forgotten where the text begins.
            problems.add(begin.getLine() + 1, begin.getColumn() + 1, "text without an end (expected: a closing quote)");
            return;
        }
        String context =
                begin.getLine() < mark.getLine() ? ", " + e.getContext() + " from line " + (begin.getLine() + 1) : "";
        String text = character == '\t' ? "a tab (expected: spaces)" : syntaxText(e.getProblem(), character) + context;
        problems.add(mark.getLine() + 1, mark.getColumn() + 1, text);
    }

    private static String syntaxText(String problem, int character) {
        if (problem.equals("mapping values are not allowed here")) {
            return "not valid YAML: ':' here (expected: quotes around a text with ': ', or other indentation)";
        }
        String text = problem.replaceFirst(" \\(Do not use .*", "")
                .replaceFirst("^expected (.*), but (?:got|found) (.*)$", "unexpected $2 (expected: $1)")
                .replace("'<block mapping start>'", "map")
                .replaceAll("'?<block end>'?", "the end of the block")
                .replace("<stream end>", "end of the file")
                .replace("<scalar>", "value");
        boolean end = character == '[' && problem.contains("',' or");
        return "not valid YAML: " + text + (end ? "; inside [ ] and { } an end is written in quotes: \"p[1]\"" : "");
    }

    /** Ends the reading of a file at its first problem that hides the rest. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int line;
        private final int column;

        Refused(int line, int column, String text) {
            super(text, null, false, false);
            this.line = line;
            this.column = column;
        }
    }
}
