package dev.signalbox.scenario;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A value of the YAML that is neither map nor list.
 *
 * @param type what YAML takes it for
 * @param source the whole file, as code points
 * @param offset where the value begins in it
 */
record Scalar(String text, Type type, int line, int column, int[] source, int offset) implements Node {

    private static final int SHOWN_LENGTH_MAX = 40;

    enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        NOTHING
    }

    @Override
    public String words() {
        return switch (type) {
            case TEXT -> "the text '" + shown() + "'";
            case NUMBER -> "the number " + shown();
            case BOOLEAN -> "the truth value " + shown();
            case NOTHING -> "nothing";
        };
    }

    /** Its value as a whole number in decimal digits, or -1 where it is none that fits an int. */
    int whole() {
        boolean digits = type == Type.NUMBER && text.matches("[0-9]{1,9}");
        return digits ? Integer.parseInt(text) : -1;
    }

    /** Its value as a parameter or a variable has it, or nothing where it can be none. */
    Optional<Object> value() {
        boolean whole = type == Type.NUMBER && text.matches("-?[0-9]{1,18}");
        return switch (type) {
            case TEXT -> Optional.of(latin1());
            case NUMBER -> whole ? Optional.of(Long.parseLong(text)) : Optional.empty();
            case BOOLEAN -> Optional.of(text.equalsIgnoreCase("true"));
            case NOTHING -> Optional.empty();
        };
    }

    /** The text as its bytes in UTF-8, one char each. */
    String latin1() {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Values.ofBytes(bytes, bytes.length);
    }

    /** The text, shortened where a message could not hold it. */
    String shown() {
        return shorten(text);
    }

    static String shorten(String text) {
        String line = text.lines().findFirst().orElse("");
        boolean cut = line.length() > SHOWN_LENGTH_MAX
                || line.length() < text.stripTrailing().length();
        return cut ? line.substring(0, Math.min(SHOWN_LENGTH_MAX, line.length())) + "…" : line;
    }

    /** The column of the file at which a char of the text stands; quotes and escapes are counted. */
    int columnOf(int index) {
        int characters = text.codePointCount(0, Math.min(index, text.length()));
        int quote = source[offset];
        if (quote != '"' && quote != '\'') {
            return column + characters;
        }
        int at = offset + 1;
        for (int i = 0; i < characters && at < source.length; i++) {
            at += lengthInSource(quote, at);
        }
        return column + at - offset;
    }

    /** Whether it goes over a line of the file, as a step must not. */
    boolean spansLines() {
        int quote = source[offset];
        if (quote == '"' || quote == '\'') {
            int at = offset + 1;
            while (at < source.length && (source[at] != quote || lengthInSource(quote, at) == 2)) {
                if (source[at] == '\n' || source[at] == '\r') {
                    return true;
                }
                at += lengthInSource(quote, at);
            }
            return false;
        }
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (offset + i >= source.length || source[offset + i] != characters[i]) {
                return true;
            }
        }
        return false;
    }

    /** The sign at which YAML ended an unquoted text, {@code #} or {@code ,}; else 0. */
    int signBehind() {
        int at = offset + text.codePointCount(0, text.length());
        while (at < source.length && source[at] == ' ') {
            at++;
        }
        boolean quoted = source[offset] == '"' || source[offset] == '\'';
        return !quoted && at < source.length && (source[at] == '#' || source[at] == ',') ? source[at] : 0;
    }

    private int lengthInSource(int quote, int at) {
        int next = at + 1 < source.length ? source[at + 1] : 0;
        if (quote == '\'') {
            return source[at] == '\'' && next == '\'' ? 2 : 1;
        }
        if (source[at] != '\\') {
            return 1;
        }
        return switch (next) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }
}
