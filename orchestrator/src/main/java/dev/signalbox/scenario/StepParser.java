package dev.signalbox.scenario;

import dev.signalbox.trace.Errno;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Reads one line of a step.
 *
 * <p>{@code call(argument, …)}, then nothing, {@code = result}, {@code = -1 ERRNO} or {@code or errno}; before it {@code
 * variable =}, behind which an expression can stand, too.
 */
final class StepParser {

    private static final String EXAMPLES = "a call such as read(p[0], 100), or n = …";

    private final Cursor cursor;
    private final Scope scope;
    private final int line;
    private final List<CallStep> before = new ArrayList<>();

    private StepParser(Cursor cursor, Scope scope, int line) {
        this.cursor = cursor;
        this.scope = scope;
        this.line = line;
    }

    /** A step that was written at a line of the file. */
    static Step parse(String text, Scope scope, int line, IntUnaryOperator columns) throws StepSyntaxException {
        return new StepParser(new Cursor(text, columns), scope, line).step();
    }

    /** The expression of a while, an if or a repeat. */
    record Head(List<CallStep> before, Expression value) {}

    /** An expression that stands alone. */
    static Head head(String text, Scope scope, int line, IntUnaryOperator columns) throws StepSyntaxException {
        StepParser parser = new StepParser(new Cursor(text, columns), scope, line);
        return new Head(parser.before, parser.wholeExpression());
    }

    /** A condition on the variables of all workers, as {@code worker.variable}. */
    static Expression goal(String text, Scope scope, int line, IntUnaryOperator columns) throws StepSyntaxException {
        StepParser parser = new StepParser(new Cursor(text, columns, true), scope, line);
        Expression goal = parser.wholeExpression();
        if (!parser.before.isEmpty()) {
            throw new StepSyntaxException(0, "a call: " + text + " (expected: a condition without one)");
        }
        return goal;
    }

    private Expression wholeExpression() throws StepSyntaxException {
        Expression value = expression();
        cursor.requireEnd("an operator such as + or ==, or nothing more");
        return value;
    }

    private Expression expression() throws StepSyntaxException {
        return new ExpressionParser(cursor, scope, line, before, 0).expression();
    }

    private Step step() throws StepSyntaxException {
        Token first = cursor.peek();
        boolean called = cursor.peek(1).is("(") || StepKind.of(first.text()).isPresent();
        if (first.type() == Token.Type.NAME && cursor.peek(1).is("=")) {
            return assignment();
        }
        if (first.type() != Token.Type.NAME || !called) {
            String text = cursor.text();
            throw Cursor.at(
                    first,
                    "not a step: " + (text.isBlank() ? "nothing" : Scalar.shorten(text)) + " (expected: " + EXAMPLES
                            + ")");
        }
        cursor.take();
        StepKind kind = StepKind.of(first.text()).orElseThrow(() -> unknown(first));
        return switch (kind) {
            case NOTE -> note();
            case PRINT -> print();
            case ASSERT -> assertion();
            default -> call(kind, null);
        };
    }

    private static StepSyntaxException unknown(Token name) {
        return Function.of(name.text()).isPresent()
                ? Cursor.at(name, "a function is no step: " + name.words() + " (expected: x = " + name.words() + "(…))")
                : Cursor.at(name, "unknown step: " + name.words() + " " + Nearest.hint(name.text(), StepKind.calls()));
    }

    /** {@code n = read(…)} is a call that sets n; with more behind it, it is an expression. */
    private Step assignment() throws StepSyntaxException {
        String target = scope.set(cursor.take());
        cursor.take();
        StepKind kind = StepKind.of(cursor.peek().text()).orElse(null);
        if (kind != null && cursor.peek(1).is("(") && isWholeCall()) {
            Token name = cursor.take();
            if (kind.returns() == Returns.NOTHING) {
                throw Cursor.at(name, kind.call() + " has no value (expected: it as a step of its own)");
            }
            return call(kind, target);
        }
        Expression value = wholeExpression();
        return new AssignStep(before, target, value, cursor.text(), line, cursor.column(0));
    }

    /** Whether nothing but a demand stands behind the call that begins here. */
    private boolean isWholeCall() {
        int open = 0;
        int at = 1;
        do {
            Token token = cursor.peek(at++);
            open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        } while (open > 0 && cursor.peek(at).type() != Token.Type.END);
        Token behind = cursor.peek(at);
        return behind.type() == Token.Type.END || behind.is("=") || behind.isName("or");
    }

    private Step call(StepKind kind, String target) throws StepSyntaxException {
        List<Argument> arguments = new CallParser(cursor, scope, line, before, 0).arguments(kind);
        Demand demand = demand(kind, arguments);
        cursor.requireEnd("= result, or errno, or nothing more");
        return new CallStep(before, kind, arguments, target, demand, cursor.text(), line, cursor.column(0));
    }

    private Step note() throws StepSyntaxException {
        Token text = cursor.peek(1);
        Argument note = new CallParser(cursor, scope, line, before, 0)
                .arguments(StepKind.NOTE)
                .get(0);
        if (!(note instanceof Literal literal)) {
            throw Cursor.at(text, "note: a text that changes (expected: one that is known before the run)");
        }
        noDemand(StepKind.NOTE);
        byte[] bytes = Values.bytes((String) literal.value());
        return new NoteStep(new String(bytes, StandardCharsets.UTF_8), cursor.text(), line, cursor.column(0));
    }

    private Step print() throws StepSyntaxException {
        List<Expression> values = new CallParser(cursor, scope, line, before, 0)
                .arguments(StepKind.PRINT).stream().map(Expression.class::cast).toList();
        noDemand(StepKind.PRINT);
        return new PrintStep(before, values, cursor.text(), line, cursor.column(0));
    }

    private Step assertion() throws StepSyntaxException {
        Token bracket = cursor.peek();
        cursor.require("(", StepKind.ASSERT.notation());
        List<Expression> all = new ExpressionParser(cursor, scope, line, before, 1).sides();
        CallParser.require(StepKind.ASSERT.forms().get(0).head().get(0), all.get(0), bracket);
        cursor.require(")", StepKind.ASSERT.notation());
        noDemand(StepKind.ASSERT);
        return new AssertStep(before, all.get(0), all.subList(1, all.size()), cursor.text(), line, cursor.column(0));
    }

    private void noDemand(StepKind kind) throws StepSyntaxException {
        Token sign = cursor.peek();
        if (sign.is("=") || sign.isName("or")) {
            throw Cursor.at(sign, kind.call() + " returns nothing to assert (expected: nothing more)");
        }
        cursor.requireEnd("nothing more");
    }

    private Demand demand(StepKind kind, List<Argument> arguments) throws StepSyntaxException {
        Token sign = cursor.peek();
        boolean any = sign.isName("or");
        if (!any && !sign.is("=")) {
            return Demand.SUCCESS;
        }
        if (kind.returns() == Returns.NOTHING) {
            noDemand(kind);
        }
        cursor.take();
        if (any) {
            Token errno = cursor.take();
            if (!errno.isName(Variables.ERRNO)) {
                throw Cursor.unexpected(errno, "or errno");
            }
            return Demand.ANYTHING;
        }
        return result(kind, arguments);
    }

    private Demand result(StepKind kind, List<Argument> arguments) throws StepSyntaxException {
        Token first = cursor.peek();
        boolean failure = first.is("-")
                && cursor.peek(1).text().equals("1")
                && cursor.peek(2).type() != Token.Type.SIGN;
        if (failure) {
            cursor.take();
            cursor.take();
            return Demand.failure(error(cursor.take()));
        }
        boolean value = first.type() == Token.Type.NUMBER || first.type() == Token.Type.NAME || first.is("-");
        if (!value) {
            throw Cursor.unexpected(first, "a result as strace prints it, such as 10 or -1 EBADF");
        }
        if (Errno.named(first.text()).isPresent() && cursor.peek(1).type() == Token.Type.END) {
            throw Cursor.at(
                    first, "a number that no call returns: " + first.text() + " (expected: -1 " + first.text() + ")");
        }
        Object known = expression().known();
        long max = kind.returns().max(arguments);
        if (!(known instanceof Long result) || result < 0 || result > max) {
            String range = max == 0 ? "0" : max == Long.MAX_VALUE ? "a whole number from 0" : "0 to " + max;
            String what = known == null ? "it is known only in the run" : Values.text(known);
            throw Cursor.at(first, "not possible: " + what + " (expected: " + range + ", or -1 ERRNO)");
        }
        return Demand.result(result);
    }

    private static Errno error(Token name) throws StepSyntaxException {
        if (name.type() != Token.Type.NAME) {
            throw Cursor.unexpected(name, "the name of an error behind -1, such as EBADF");
        }
        List<String> names = Arrays.stream(Errno.values()).map(Enum::name).toList();
        return Errno.named(name.text())
                .orElseThrow(() -> Cursor.at(
                        name,
                        "unknown error: " + name.words() + " "
                                + Nearest.to(name.text(), names)
                                        .map(n -> "(did you mean '" + n + "'?)")
                                        .orElse("(expected: a name from errno(3), such as EBADF)")));
    }
}
