package dev.signalbox.scenario;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A step without quotes that YAML cuts in two: at a {@code ": "}, or between brackets at a comma.
 *
 * <p>YAML tells of it where it loses its way, which can be lines below, so the text before is looked through again.
 */
record CutStep(int line, int column, String text, String why) {

    private static final Pattern STEP = Pattern.compile("[A-Za-z_]\\w*\\s*(\\(|=(?!=)).*");
    private static final Pattern BLOCK_TEXT = Pattern.compile("[|>][-+0-9]*\\s*(#.*)?");
    /** What begins a value: dashes of lists, keys of maps. */
    private static final Pattern BEFORE = Pattern.compile("\\s*(-\\s+)*((\\w+|\"[^\"]*\"):\\s+)?(-\\s+)*");

    private static final String COLON = "': ' makes a map in YAML";
    private static final String COMMENT = "' #' begins a comment in YAML";
    private static final String COMMA = "inside [ ] YAML ends a step at a comma";

    /** The first one up to a line, from 1. */
    static Optional<CutStep> before(String yaml, int lastLine) {
        int number = 0;
        int textBelow = -1;
        for (String line : yaml.lines().limit(lastLine).toList()) {
            number++;
            int indent = line.length() - line.stripLeading().length();
            if (textBelow >= 0 && (line.isBlank() || indent > textBelow)) {
                continue;
            }
            Matcher before = BEFORE.matcher(line);
            int from = before.lookingAt() ? before.end() : 0;
            String rest = line.substring(from);
            textBelow = BLOCK_TEXT.matcher(rest).matches() ? indent : -1;
            Optional<CutStep> cut = rest.startsWith("[") || rest.startsWith("{")
                    ? inFlow(line, from, number)
                    : at(line, from, false, number);
            if (cut.isPresent()) {
                return cut;
            }
        }
        return Optional.empty();
    }

    /** The items of a line of brackets. */
    private static Optional<CutStep> inFlow(String line, int from, int number) {
        int at = from;
        while (at < line.length() && line.charAt(at) != '#') {
            char c = line.charAt(at);
            if (c == '"' || c == '\'') {
                at = endOfQuotes(line, at);
            } else if (Character.isLetter(c) || c == '_') {
                Optional<CutStep> cut = at(line, at, true, number);
                if (cut.isPresent()) {
                    return cut;
                }
                while (at < line.length() && ",]}:".indexOf(line.charAt(at)) < 0) {
                    at = line.charAt(at) == '"' ? endOfQuotes(line, at) : at + 1;
                }
            } else {
                at++;
            }
        }
        return Optional.empty();
    }

    /** The step that begins here, where there is one that is cut. */
    private static Optional<CutStep> at(String line, int from, boolean flow, int number) {
        if (!STEP.matcher(line.substring(from)).matches()) {
            return Optional.empty();
        }
        int open = 0;
        int at = from;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '"') {
                int end = endOfQuotes(line, at);
                String string = line.substring(at, end);
                String why = string.contains(": ")
                        ? COLON
                        : string.contains(" #") ? COMMENT : flow && string.matches(".*[,\\[\\]{}].*") ? COMMA : "";
                if (!why.isEmpty()) {
                    String shown = Scalar.shorten(line.substring(from).strip());
                    return Optional.of(new CutStep(number, line.codePointCount(0, from) + 1, shown, why));
                }
                at = end;
                continue;
            }
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (flow && c == ',' && open > 0) {
                String shown = Scalar.shorten(line.substring(from).strip());
                return Optional.of(new CutStep(number, line.codePointCount(0, from) + 1, shown, COMMA));
            }
            if (open <= 0 && (flow ? ",]}".indexOf(c) >= 0 : line.startsWith(" #", at))) {
                return Optional.empty();
            }
            at++;
        }
        return Optional.empty();
    }

    private static int endOfQuotes(String line, int from) {
        char quote = line.charAt(from);
        int at = from + 1;
        while (at < line.length() && line.charAt(at) != quote) {
            at += quote == '"' && line.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, line.length());
    }

    /** As a message has it. */
    String message() {
        return "step cut in two: " + text + " (" + why + ": put the whole step in 'single quotes')";
    }
}
