package dev.signalbox.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an expression: checks its names and its grammar, and writes it down for the library.
 *
 * <p>A call inside it is taken out of it, to be made before; its place takes a variable {@code $1}, {@code $2} ….
 */
final class ExpressionParser {

    /** What a variable begins with in the library's source: none of its own words does. */
    static final String VARIABLE = "$";
    /** What a function begins with there. */
    static final String FUNCTION = "f_";
    /** The function there that gives a descriptor of a pair. */
    static final String INDEX = "at";
    /** The function there that gives a variable whose name has a point. */
    static final String GET = "get";

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> CONNECTIONS = Set.of("&&", "||", "&", "|");
    private static final Set<String> SUMS = Set.of("+", "-", "*", "/", "%");
    private static final String EXPECTED = "a value such as 3, \"text\", n or p[0]";

    private final Cursor cursor;
    private final Scope scope;
    private final int line;
    private final List<CallStep> before;
    /** Whether what is read now may be skipped when the expression is computed. */
    private boolean conditional;

    private int depth;

    /**
     * @param before gets the calls that are taken out
     * @param depth how many brackets are open
     */
    ExpressionParser(Cursor cursor, Scope scope, int line, List<CallStep> before, int depth) {
        this.depth = depth;
        this.cursor = cursor;
        this.scope = scope;
        this.line = line;
        this.before = before;
    }

    Expression expression() throws StepSyntaxException {
        return finish(piece());
    }

    /** An expression, and behind it the two sides where it is a comparison. */
    List<Expression> sides() throws StepSyntaxException {
        Piece piece = piece();
        List<Expression> all = new ArrayList<>(List.of(finish(piece)));
        for (Piece side : piece.sides()) {
            all.add(finish(side));
        }
        return all;
    }

    private Piece piece() throws StepSyntaxException {
        boolean outside = conditional;
        if (++depth > Limits.BRACKETS_MAX) {
            throw Cursor.at(
                    cursor.peek(),
                    "brackets inside brackets: too deep (expected: at most " + Limits.BRACKETS_MAX + ")");
        }
        Piece all = comparison();
        while (isSign(CONNECTIONS)) {
            Token sign = cursor.take();
            conditional |= sign.text().length() == 2;
            all = Piece.join(all.places().get(0).column(), all, " " + sign.text() + " ", comparison());
        }
        depth--;
        conditional = outside;
        return all;
    }

    private Piece comparison() throws StepSyntaxException {
        Piece left = sum();
        if (!isSign(COMPARISONS)) {
            return left;
        }
        Token sign = cursor.take();
        Piece right = sum();
        if (isSign(COMPARISONS)) {
            throw Cursor.unexpected(cursor.peek(), "&& or || between two comparisons");
        }
        return Piece.join(left.places().get(0).column(), left, " " + sign.text() + " ", right)
                .with(left, right);
    }

    private Piece sum() throws StepSyntaxException {
        Piece all = operand();
        while (isSign(SUMS)) {
            Token sign = cursor.take();
            all = Piece.join(all.places().get(0).column(), all, " " + sign.text() + " ", operand());
        }
        return all;
    }

    private boolean isSign(Set<String> signs) {
        return cursor.peek().type() == Token.Type.SIGN
                && signs.contains(cursor.peek().text());
    }

    private Piece operand() throws StepSyntaxException {
        Token token = cursor.take();
        switch (token.type()) {
            case STRING:
                return Piece.literal(token.text(), token.from());
            case NUMBER:
                return Piece.literal(number(token, ""), token.from());
            case NAME:
                return named(token);
            default:
                return signed(token);
        }
    }

    private Piece signed(Token sign) throws StepSyntaxException {
        if (sign.is("(")) {
            Piece inner = piece();
            cursor.require(")", "(a + b) * c");
            return inner.simple() != null ? inner : Piece.join(sign.from(), "(", inner, ")");
        }
        if (sign.is("-") && cursor.peek().type() == Token.Type.NUMBER) {
            return Piece.literal(number(cursor.take(), "-"), sign.from());
        }
        if (sign.is("-") || sign.is("!")) {
            // Signs before signs would be as deep as brackets.
            Token next = cursor.peek();
            if (next.is("-") || next.is("!")) {
                throw Cursor.unexpected(next, "brackets between two signs");
            }
            // Brackets, since "!$" is a sign of the library, and $ is what a variable begins with.
            return Piece.join(sign.from(), sign.text() + "(", operand(), ")");
        }
        throw Cursor.unexpected(sign, EXPECTED);
    }

    /** As C reads it: octal behind a 0, and whole where there is no point. */
    private static Object number(Token token, String sign) throws StepSyntaxException {
        String digits = token.text();
        try {
            if (digits.matches("[0-9]{1,9}\\.[0-9]{1,9}")) {
                return new BigDecimal(sign + digits).doubleValue();
            }
            boolean octal = digits.length() > 1 && digits.startsWith("0");
            return Long.parseLong(sign + digits, octal ? 8 : 10);
        } catch (NumberFormatException e) {
            throw Cursor.at(
                    token,
                    "not possible: " + Scalar.shorten(sign + digits)
                            + " (expected: a whole number of 64 bits, octal behind a 0, or a decimal such as 0.2)");
        }
    }

    private Piece named(Token name) throws StepSyntaxException {
        if (cursor.peek().is("(")) {
            Optional<Function> function = Function.of(name.text());
            return function.isPresent() ? application(function.get(), name) : call(name);
        }
        if (cursor.peek().is("[")) {
            return element(name);
        }
        Optional<Object> value = scope.value(name.text());
        if (value.isPresent()) {
            return Piece.literal(value.get(), name.from());
        }
        if (scope.isPipe(name.text())) {
            throw Cursor.unexpected(
                    name, "one of its ends, " + name.text() + "[0] to read or " + name.text() + "[1] to write");
        }
        return variable(name, false);
    }

    private Piece variable(Token name, boolean indexed) {
        int column = cursor.column(name.from());
        scope.use(name.text(), indexed, line, column);
        boolean dotted = name.text().indexOf('.') >= 0;
        String source = dotted ? FUNCTION + GET + "(\"" + name.text() + "\")" : VARIABLE + name.text();
        return Piece.simple(new Variable(name.text(), column), source, name.from());
    }

    private Piece application(Function function, Token name) throws StepSyntaxException {
        cursor.take();
        boolean outside = conditional;
        List<Piece> arguments = new ArrayList<>();
        if (!cursor.peek().is(")")) {
            do {
                arguments.add(piece());
                conditional |= function == Function.IF;
            } while (cursor.skip(","));
        }
        conditional = outside;
        if (arguments.size() != function.arity()) {
            String few = arguments.size() < function.arity() ? "too few" : "too many";
            throw Cursor.at(cursor.peek(), few + " arguments (expected: " + function.notation() + ")");
        }
        cursor.require(")", function.notation());
        int at = name.from();
        if (function == Function.IF) {
            return Piece.join(at, "((", arguments.get(0), ") ? (", arguments.get(1), ") : (", arguments.get(2), "))");
        }
        List<Object> parts = new ArrayList<>(List.of(FUNCTION + function.word() + "("));
        for (Piece argument : arguments) {
            parts.add(parts.size() == 1 ? "" : ", ");
            parts.add(argument);
        }
        parts.add(")");
        Piece joined = Piece.join(at, parts.toArray());
        boolean simple = arguments.stream().allMatch(a -> a.simple() != null);
        return !simple
                ? joined
                : joined.with(new Application(
                        function, arguments.stream().map(Piece::simple).toList(), cursor.column(at)));
    }

    private Piece element(Token name) throws StepSyntaxException {
        boolean declared = scope.isPipe(name.text());
        if (!declared && scope.value(name.text()).isPresent()) {
            throw Cursor.at(name, "no index here: " + name.words() + " (expected: a pipe, or what pipe() returned)");
        }
        Piece pair = declared
                ? Piece.simple(new Variable(name.text(), 0), VARIABLE + name.text(), name.from())
                : variable(name, true);
        cursor.take();
        Token first = cursor.peek();
        Piece index = piece();
        cursor.require("]", "p[0] or p[1]");
        Piece joined = Piece.join(name.from(), FUNCTION + INDEX + "(\"" + name.text() + "\", ", pair, ", ", index, ")");
        if (!index.constant()) {
            if (declared) {
                scope.nameBoth(name.text());
            }
            return joined;
        }
        Object known = finish(index).known();
        if (!known.equals((long) End.READ) && !known.equals((long) End.WRITE)) {
            throw Cursor.at(
                    first,
                    "index of " + name.text() + ": " + Scalar.shorten(Values.text(known))
                            + " (expected: 0 to read or 1 to write)");
        }
        int side = ((Long) known).intValue();
        if (declared) {
            scope.name(new End(name.text(), side), name);
        }
        return joined.with(new Element(name.text(), side, cursor.column(name.from())));
    }

    private Piece call(Token name) throws StepSyntaxException {
        Optional<StepKind> kind = StepKind.of(name.text());
        if (kind.isEmpty()) {
            List<String> known = new ArrayList<>(Function.words());
            known.addAll(StepKind.calls());
            String hint = Nearest.to(name.text(), known)
                    .map(n -> "(did you mean '" + n + "'?)")
                    .orElse("(expected: a call such as read(fd, n), or one of " + String.join(", ", Function.words())
                            + ")");
            throw Cursor.at(name, "unknown function: " + name.words() + " " + hint);
        }
        if (kind.get().returns() == Returns.NOTHING) {
            throw Cursor.at(name, kind.get().call() + " has no value (expected: it as a step of its own)");
        }
        if (conditional) {
            throw Cursor.at(
                    name,
                    "call that may not be made: " + name.words()
                            + " behind && or ||, or inside if( ) (expected: it as a step of its own before)");
        }
        List<Argument> arguments = new CallParser(cursor, scope, line, before, depth).arguments(kind.get());
        String target = "$" + (before.size() + 1);
        before.add(new CallStep(
                List.of(),
                kind.get(),
                arguments,
                target,
                Demand.SUCCESS,
                cursor.textSince(name),
                line,
                cursor.column(name.from())));
        return Piece.simple(new Variable(target, cursor.column(name.from())), VARIABLE + target, name.from());
    }

    /** A worker could only end where the library cannot read its expression, so that is asked before the run. */
    private static void requireReadable(Computed computed, Piece piece) throws StepSyntaxException {
        try {
            Jexl.require(computed.source());
        } catch (Jexl.Failure e) {
            int at = new Computed(piece.source(), piece.places()).columnOf(e.column());
            throw new StepSyntaxException(at, e.getMessage());
        }
    }

    /** The expression that a piece is; its value where it is known already and not long. */
    private Expression finish(Piece piece) throws StepSyntaxException {
        Expression expression = piece.simple();
        if (expression == null) {
            expression = new Computed(
                    piece.source(),
                    piece.places().stream()
                            .map(p -> new Computed.Place(p.from(), cursor.column(p.column())))
                            .toList());
        }
        if (!piece.constant() || expression instanceof Literal) {
            if (expression instanceof Computed computed) {
                requireReadable(computed, piece);
            }
            return expression;
        }
        try {
            Object value = new Computed(piece.source(), piece.places()).evaluate(new Variables());
            boolean shorter = !(value instanceof String text)
                    || text.length() <= piece.source().length();
            return shorter || !(expression instanceof Application) ? new Literal(value) : expression;
        } catch (EvaluationException e) {
            throw new StepSyntaxException(e.column(), e.getMessage());
        }
    }
}
