package dev.signalbox.scenario;

import dev.signalbox.trace.Errno;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads one step in call notation: a recursive parser over its tokens.
 *
 * <p>{@code call(argument, …)}, then nothing, {@code = result}, {@code = -1 ERRNO} or {@code or errno}.
 */
final class StepParser {

    private static final Map<String, Integer> WHENCE =
            new TreeMap<>(Map.of("SEEK_SET", 0, "SEEK_CUR", 1, "SEEK_END", 2));
    private static final String PATTERN = "bytes";

    private final String text;
    private final Scope scope;
    private final List<Token> tokens;
    private int next;
    private int column;

    private StepParser(String text, Scope scope) throws StepSyntaxException {
        this.text = text;
        this.scope = scope;
        this.tokens = Tokenizer.tokens(text);
    }

    /** A step that was written at a place of the file. */
    static Step parse(String text, Scope scope, int line, int column) throws StepSyntaxException {
        return new StepParser(text, scope).step(line, column);
    }

    /** The ends of a {@code holds:}, such as {@code p[0]}, {@code p} (both) or {@code p[1], q[0]}. */
    static List<End> ends(String text, Scope scope) throws StepSyntaxException {
        StepParser parser = new StepParser(text, scope);
        List<End> ends = new ArrayList<>();
        do {
            Token object = parser.take();
            if (object.type() == Token.Type.NAME && !parser.peek().is('[')) {
                scope.requireObject(object);
                ends.add(new End(object.text(), End.READ));
                ends.add(new End(object.text(), End.WRITE));
            } else {
                ends.add(parser.end(object, "an end such as p[1], or p for both"));
            }
        } while (parser.skip(','));
        parser.requireEnd("',' or nothing more");
        return ends;
    }

    private Step step(int line, int column) throws StepSyntaxException {
        this.column = column;
        StepKind kind = kind();
        List<Argument> arguments = arguments(kind);
        Demand demand = demand(kind, arguments);
        requireEnd("= result, or errno, or nothing more");
        if (kind == StepKind.NOTE) {
            byte[] note = Values.bytes((String) ((Literal) arguments.get(0)).value());
            return new NoteStep(new String(note, StandardCharsets.UTF_8), text, line, column);
        }
        return new CallStep(List.of(), kind, arguments, null, demand, text, line, column);
    }

    private StepKind kind() throws StepSyntaxException {
        Token name = take();
        if (name.type() != Token.Type.NAME
                || !peek().is('(') && StepKind.of(name.text()).isEmpty()) {
            throw at(
                    name,
                    "not a step: " + (text.isBlank() ? "nothing" : Scalar.shorten(text))
                            + " (expected: a call such as read(p[0], 100))");
        }
        StepKind kind = StepKind.of(name.text())
                .orElseThrow(() ->
                        at(name, "unknown step: " + name.words() + " " + Nearest.hint(name.text(), StepKind.calls())));
        require('(', kind.notation());
        return kind;
    }

    private List<Argument> arguments(StepKind kind) throws StepSyntaxException {
        List<Argument> values = new ArrayList<>();
        for (ArgumentType type : kind.arguments()) {
            if (peek().is(')') || !values.isEmpty() && !peek().is(',')) {
                throw values.isEmpty() || peek().is(')') ? wrongCount(kind, peek()) : unexpected(peek(), "',' or ')'");
            }
            if (!values.isEmpty()) {
                take();
            }
            values.add(argument(type));
        }
        if (peek().is(',')) {
            throw wrongCount(kind, peek());
        }
        require(')', kind.notation());
        return values;
    }

    private Argument argument(ArgumentType type) throws StepSyntaxException {
        Token first = take();
        String expected = type.word() + ", " + type.expected();
        return switch (type) {
            case END -> {
                End end = end(first, type.expected());
                yield new Element(end.object(), end.index(), column + first.from());
            }
            case COUNT -> new Literal(number(first, expected, 0, Limits.CALL_BYTES_MAX));
            case OFFSET -> new Literal(number(first, expected, Long.MIN_VALUE, Long.MAX_VALUE));
            case WHENCE -> whence(first, expected);
            case DATA -> data(first, expected);
            case SECONDS -> seconds(first, expected);
            case TEXT -> note(first, expected);
        };
    }

    private End end(Token object, String expected) throws StepSyntaxException {
        if (object.type() != Token.Type.NAME || !peek().is('[')) {
            if (object.type() == Token.Type.NAME) {
                scope.requireObject(object);
            }
            throw unexpected(object, expected);
        }
        scope.requireObject(object);
        take();
        Token index = take();
        boolean negative = index.is('-');
        String written = negative ? "-" + peek().text() : index.text();
        if (!written.equals("0") && !written.equals("1")) {
            throw at(
                    index,
                    "index of " + object.text() + ": " + Scalar.shorten(written)
                            + " (expected: 0 to read or 1 to write)");
        }
        require(']', "p[0] or p[1]");
        End end = new End(object.text(), Integer.parseInt(written));
        scope.requireHeld(end, object);
        return end;
    }

    private Literal whence(Token name, String expected) throws StepSyntaxException {
        if (name.type() != Token.Type.NAME || !WHENCE.containsKey(name.text())) {
            throw unexpected(name, expected);
        }
        return new Literal((long) WHENCE.get(name.text()));
    }

    private Literal data(Token first, String expected) throws StepSyntaxException {
        if (first.type() == Token.Type.STRING) {
            return new Literal(first.text());
        }
        if (!first.isName(PATTERN)) {
            throw unexpected(first, expected);
        }
        require('(', "bytes(count)");
        ArgumentType count = ArgumentType.COUNT;
        Token number = take();
        long bytes = number(number, count.word() + ", " + count.expected(), 0, Limits.CALL_BYTES_MAX);
        require(')', "bytes(count)");
        return new Literal(pattern((int) bytes));
    }

    private static String pattern(int bytes) {
        return "abcdefghijklmnopqrstuvwxyz".repeat(bytes / 26 + 1).substring(0, bytes);
    }

    private Literal note(Token string, String expected) throws StepSyntaxException {
        if (string.type() != Token.Type.STRING) {
            throw unexpected(string, expected);
        }
        if (string.text().length() > Limits.NOTE_LENGTH_MAX) {
            throw at(
                    string,
                    "note too long: " + string.text().length() + " bytes (expected: at most " + Limits.NOTE_LENGTH_MAX
                            + ")");
        }
        return new Literal(string.text());
    }

    private Literal seconds(Token first, String expected) throws StepSyntaxException {
        if (first.type() != Token.Type.NUMBER) {
            throw unexpected(first, expected);
        }
        // Longer numbers are not worth the time that a BigDecimal would take for them.
        boolean decimal = first.text().length() <= 20 && first.text().matches("[0-9]+(\\.[0-9]{1,9})?");
        BigDecimal seconds = decimal ? new BigDecimal(first.text()) : BigDecimal.valueOf(Long.MAX_VALUE);
        if (seconds.compareTo(BigDecimal.valueOf(Limits.SLEEP_SECONDS_MAX)) > 0) {
            throw at(first, "not possible: " + first.words() + " (expected: " + expected + ")");
        }
        return new Literal(seconds.doubleValue());
    }

    private long number(Token first, String expected, long min, long max) throws StepSyntaxException {
        boolean negative = first.is('-');
        Token digits = negative ? take() : first;
        if (digits.type() != Token.Type.NUMBER) {
            throw unexpected(negative ? digits : first, expected);
        }
        String written = (negative ? "-" : "") + digits.text();
        try {
            long value = Long.parseLong(written);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // A fraction, or too large for any limit: the message is the same.
        }
        throw at(first, "not possible: " + Scalar.shorten(written) + " (expected: " + expected + ")");
    }

    private Demand demand(StepKind kind, List<Argument> arguments) throws StepSyntaxException {
        Token sign = peek();
        boolean any = sign.isName("or");
        if (!any && !sign.is('=')) {
            return Demand.SUCCESS;
        }
        if (kind.returns() == Returns.NOTHING) {
            throw at(sign, kind.call() + " returns nothing to assert (expected: nothing more)");
        }
        take();
        if (any) {
            Token errno = take();
            if (!errno.isName("errno")) {
                throw unexpected(errno, "or errno");
            }
            return Demand.ANYTHING;
        }
        return result(kind, arguments);
    }

    private Demand result(StepKind kind, List<Argument> arguments) throws StepSyntaxException {
        String expected = "a result as strace prints it, such as 10 or -1 EBADF";
        Token first = take();
        if (first.is('-') && peek().type() == Token.Type.NUMBER && peek().text().equals("1")) {
            take();
            Token name = take();
            if (name.type() != Token.Type.NAME) {
                throw unexpected(name, "the name of an error behind -1, such as EBADF");
            }
            List<String> names = Arrays.stream(Errno.values()).map(Enum::name).toList();
            return Demand.failure(Errno.named(name.text())
                    .orElseThrow(() -> at(
                            name,
                            "unknown error: " + name.words() + " "
                                    + Nearest.to(name.text(), names)
                                            .map(n -> "(did you mean '" + n + "'?)")
                                            .orElse("(expected: a name from errno(3), such as EBADF)"))));
        }
        if (first.type() != Token.Type.NUMBER && !first.is('-')) {
            throw unexpected(first, expected);
        }
        long max = kind.returns().max(arguments);
        String range = max == 0 ? "0 or -1 ERRNO" : "0 to " + max + ", or -1 ERRNO";
        return Demand.result(number(first, range, 0, max));
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    private boolean skip(char sign) {
        boolean there = peek().is(sign);
        if (there) {
            take();
        }
        return there;
    }

    private void require(char sign, String expected) throws StepSyntaxException {
        if (!skip(sign)) {
            throw unexpected(peek(), "'" + sign + "', as in " + expected);
        }
    }

    private void requireEnd(String expected) throws StepSyntaxException {
        if (peek().type() != Token.Type.END) {
            throw unexpected(peek(), expected);
        }
    }

    private StepSyntaxException wrongCount(StepKind kind, Token where) {
        String few = where.is(',') ? "too many" : "too few";
        return at(where, few + " arguments (expected: " + kind.notation() + ")");
    }

    private static StepSyntaxException unexpected(Token token, String expected) {
        String text = "unexpected: " + token.words() + " (expected: " + expected + ")";
        return token.type() == Token.Type.END ? StepSyntaxException.atEnd(token.from(), text) : at(token, text);
    }

    private static StepSyntaxException at(Token token, String text) {
        return new StepSyntaxException(token.from(), text);
    }
}
