package dev.signalbox.scenario;

import java.util.ArrayList;
import java.util.List;

/** Reads the texts outside of steps: ends that are held, and arguments of programs. */
final class TextParser {

    private static final String OPEN = "${";

    private TextParser() {}

    /** The ends of a {@code holds:}, such as {@code p[0]}, {@code p} (both) or {@code p[1], q[0]}. */
    static List<End> ends(Scalar text, Scope scope) throws StepSyntaxException {
        Cursor cursor = new Cursor(text.text(), text::columnOf);
        List<End> ends = new ArrayList<>();
        do {
            Token object = cursor.peek();
            if (object.type() == Token.Type.NAME && !cursor.peek(1).is("[")) {
                cursor.take();
                pipe(object, scope);
                ends.add(new End(object.text(), End.READ));
                ends.add(new End(object.text(), End.WRITE));
            } else {
                ends.add(end(cursor, scope));
            }
        } while (cursor.skip(","));
        cursor.requireEnd("',' or nothing more");
        return ends;
    }

    /** The one end of a {@code stdin:}, {@code stdout:} or {@code stderr:}. */
    static End end(Scalar text, Scope scope) throws StepSyntaxException {
        Cursor cursor = new Cursor(text.text(), text::columnOf);
        End end = end(cursor, scope);
        cursor.requireEnd("nothing more");
        return end;
    }

    private static End end(Cursor cursor, Scope scope) throws StepSyntaxException {
        Token object = cursor.take();
        if (object.type() != Token.Type.NAME) {
            throw Cursor.unexpected(object, "an end such as p[1], or p for both");
        }
        pipe(object, scope);
        cursor.require("[", "p[0] or p[1]");
        Token index = cursor.take();
        if (!index.text().equals("0") && !index.text().equals("1")) {
            throw Cursor.at(
                    index,
                    "index of " + object.text() + ": " + Scalar.shorten(index.text())
                            + " (expected: 0 to read or 1 to write)");
        }
        cursor.require("]", "p[0] or p[1]");
        return new End(object.text(), Integer.parseInt(index.text()));
    }

    private static void pipe(Token object, Scope scope) throws StepSyntaxException {
        scope.requireObject(object);
        if (!scope.isPipe(object.text())) {
            throw Cursor.at(object, object.text() + " is a FIFO, which a step opens (expected: an end of a pipe)");
        }
    }

    /** An argument of a program: text with {@code ${expression}} in it. */
    static Expression template(Scalar scalar, Scope scope) throws StepSyntaxException {
        String text = scalar.text();
        List<Expression> parts = new ArrayList<>();
        int at = 0;
        while (text.indexOf(OPEN, at) >= 0) {
            int open = text.indexOf(OPEN, at);
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new StepSyntaxException(open, "${ without an end (expected: a closing })");
            }
            parts.add(new Literal(latin1(text.substring(at, open))));
            parts.add(inside(scalar, open + OPEN.length(), close, scope));
            at = close + 1;
        }
        parts.add(new Literal(latin1(text.substring(at))));
        return parts.size() == 1 ? parts.get(0) : new Template(parts);
    }

    private static Expression inside(Scalar scalar, int from, int to, Scope scope) throws StepSyntaxException {
        try {
            StepParser.Head head = StepParser.head(
                    scalar.text().substring(from, to), scope, scalar.line(), i -> scalar.columnOf(from + i));
            if (!head.before().isEmpty()) {
                String call = head.before().get(0).kind().call();
                throw new StepSyntaxException(
                        0, "call in an argument: " + call + " (expected: an expression without a call)");
            }
            return head.value();
        } catch (StepSyntaxException e) {
            throw new StepSyntaxException(from + e.index(), e.getMessage());
        }
    }

    private static String latin1(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Values.ofBytes(bytes, bytes.length);
    }
}
