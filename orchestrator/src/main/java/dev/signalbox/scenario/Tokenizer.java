package dev.signalbox.scenario;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a step into tokens. */
final class Tokenizer {

    private static final List<String> SIGNS = List.of(
            "==", "!=", "<=", ">=", "&&", "||", "(", ")", "[", "]", ",", "=", "+", "-", "*", "/", "%", "<", ">", "!",
            "|", "&");

    private static final Pattern DOTTED = Pattern.compile("\\w+(\\[[0-9]+\\])?\\.\\w+");

    private final String step;
    private final List<Token> tokens = new ArrayList<>();
    private final boolean dotted;
    private int at;

    private Tokenizer(String step, boolean dotted) {
        this.step = step;
        this.dotted = dotted;
    }

    /**
     * The tokens of a step; the last one is the end.
     *
     * @param dotted whether {@code worker[1].variable} is one name
     */
    static List<Token> tokens(String step, boolean dotted) throws StepSyntaxException {
        return new Tokenizer(step, dotted).all();
    }

    private List<Token> all() throws StepSyntaxException {
        while (at < step.length()) {
            char c = step.charAt(at);
            if (c == ' ' || c == '\t') {
                at++;
            } else if (c == '"') {
                string();
            } else if (isDigit(c)) {
                number();
            } else if (isLetter(c)) {
                take(Token.Type.NAME, endOfName());
            } else {
                sign();
            }
        }
        if (tokens.size() > Limits.TOKENS_MAX) {
            throw new StepSyntaxException(
                    tokens.get(Limits.TOKENS_MAX).from(),
                    "too long: " + tokens.size() + " words and signs (expected: at most " + Limits.TOKENS_MAX + ")");
        }
        tokens.add(new Token(Token.Type.END, "", step.length()));
        return tokens;
    }

    private void sign() throws StepSyntaxException {
        for (String sign : SIGNS) {
            if (step.startsWith(sign, at)) {
                take(Token.Type.SIGN, at + sign.length());
                return;
            }
        }
        throw new StepSyntaxException(at, unexpected());
    }

    private String unexpected() {
        String character = Character.toString(step.codePointAt(at));
        String expected =
                switch (character) {
                    case "“", "”", "„", "‘", "’", "'" -> "a string in \"double quotes\"";
                    case "." -> "a number with a digit before the point";
                    default -> "words, numbers, strings and signs such as ( ) [ ] , = + -";
                };
        return "unexpected character: " + character + " (expected: " + expected + ")";
    }

    private void take(Token.Type type, int end) {
        tokens.add(new Token(type, step.substring(at, end), at));
        at = end;
    }

    private void number() throws StepSyntaxException {
        int end = at;
        while (end < step.length() && (isDigit(step.charAt(end)) || step.charAt(end) == '.')) {
            end++;
        }
        if (end < step.length() && isLetter(step.charAt(end))) {
            String word = step.substring(at, endOfWord());
            throw new StepSyntaxException(at, "not a number: " + Scalar.shorten(word) + " (expected: decimal digits)");
        }
        take(Token.Type.NUMBER, end);
    }

    private int endOfName() {
        Matcher name = DOTTED.matcher(step).region(at, step.length());
        return dotted && name.lookingAt() ? name.end() : endOfWord();
    }

    private int endOfWord() {
        int end = at;
        while (end < step.length() && (isLetter(step.charAt(end)) || isDigit(step.charAt(end)))) {
            end++;
        }
        return end;
    }

    private void string() throws StepSyntaxException {
        int from = at++;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (at < step.length() && step.charAt(at) != '"') {
            if (step.charAt(at) == '\\') {
                bytes.write(escape());
            } else {
                String character = Character.toString(step.codePointAt(at));
                bytes.writeBytes(character.getBytes(StandardCharsets.UTF_8));
                at += character.length();
            }
        }
        if (at >= step.length()) {
            throw StepSyntaxException.atEnd(from, "string without an end (expected: a closing \")");
        }
        if (bytes.size() > Limits.STRING_BYTES_MAX) {
            throw new StepSyntaxException(
                    from,
                    "string too long: " + bytes.size() + " bytes (expected: at most " + Limits.STRING_BYTES_MAX + ")");
        }
        at++;
        tokens.add(new Token(Token.Type.STRING, bytes.toString(StandardCharsets.ISO_8859_1), from));
    }

    /** The byte of the escape at hand; those of C, with exactly two digits behind {@code \x}. */
    private int escape() throws StepSyntaxException {
        int from = at;
        char letter = at + 1 < step.length() ? step.charAt(at + 1) : '"';
        at += 2;
        switch (letter) {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case '0':
                return 0;
            case '\\', '"':
                // A backslash that ends the step falls through to the string without an end.
                return letter;
            case 'x':
                int high = at < step.length() ? Character.digit(step.charAt(at), 16) : -1;
                int low = at + 1 < step.length() ? Character.digit(step.charAt(at + 1), 16) : -1;
                if (high < 0 || low < 0) {
                    throw new StepSyntaxException(from, "escape: \\x (expected: two hexadecimal digits, as in \\x7f)");
                }
                at += 2;
                return high << 4 | low;
            default:
                String shown = step.substring(from, from + 1) + Character.toString(step.codePointAt(from + 1));
                throw new StepSyntaxException(
                        from, "unknown escape: " + shown + " (expected: \\n, \\t, \\0, \\\\, \\\" or \\xNN)");
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }
}
