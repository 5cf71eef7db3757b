package dev.signalbox.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the arguments of a call, and holds them against the forms of its kind. */
final class CallParser {

    private final Cursor cursor;
    private final Scope scope;
    private final int line;
    private final List<CallStep> before;
    private final int depth;

    /**
     * @param before gets the calls that stand in the arguments
     * @param depth how many brackets are open
     */
    CallParser(Cursor cursor, Scope scope, int line, List<CallStep> before, int depth) {
        this.depth = depth;
        this.cursor = cursor;
        this.scope = scope;
        this.line = line;
        this.before = before;
    }

    /** What stands between the brackets that begin here. */
    List<Argument> arguments(StepKind kind) throws StepSyntaxException {
        if (!cursor.peek().is("(")) {
            cursor.require("(", kind.notation());
        }
        List<Form.Parameter> parameters = parameters(kind);
        Token open = cursor.take();
        List<Argument> arguments = new ArrayList<>();
        for (Form.Parameter parameter : parameters) {
            if (!arguments.isEmpty()) {
                cursor.require(",", kind.notation());
            }
            arguments.add(argument(parameter));
        }
        cursor.require(")", kind.notation());
        if (arguments.size() == 1 && arguments.get(0) instanceof WorkerName worker) {
            Object index = worker.index() == null ? null : worker.index().known();
            String name = index == null ? worker.family() : worker.family() + "[" + index + "]";
            if (kind == StepKind.SPAWN) {
                scope.spawn(name);
            } else {
                scope.ask(name, line, cursor.column(open.from()));
            }
        }
        if (kind == StepKind.POLL) {
            for (int i = 0; i < arguments.size() / 2; i++) {
                scope.setAlso("revents" + i);
            }
        }
        return arguments;
    }

    /** The form depends on how many arguments there are. */
    private List<Form.Parameter> parameters(StepKind kind) throws StepSyntaxException {
        List<Token> separators = separators();
        int count = cursor.peek(1).is(")") ? 0 : separators.size();
        Optional<List<Form.Parameter>> parameters = kind.parameters(count);
        if (parameters.isPresent()) {
            return parameters.get();
        }
        int most = kind.forms().stream().mapToInt(f -> f.head().size()).max().orElse(0);
        boolean many =
                count > most && kind.forms().stream().allMatch(f -> f.group().isEmpty());
        String text = (many ? "too many" : "too few") + " arguments (expected: " + kind.notation() + ")";
        Token end = separators.get(separators.size() - 1);
        if (many) {
            throw Cursor.at(most == 0 ? cursor.peek(1) : separators.get(most - 1), text);
        }
        throw end.type() == Token.Type.END ? StepSyntaxException.atEnd(end.from(), text) : Cursor.at(end, text);
    }

    /** The commas of the call that begins here, and what ends it. */
    private List<Token> separators() {
        List<Token> found = new ArrayList<>();
        int open = 0;
        for (int at = 0; ; at++) {
            Token token = cursor.peek(at);
            open += token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
            boolean end = open == 0 || token.type() == Token.Type.END;
            if (end || open == 1 && token.is(",")) {
                found.add(token);
            }
            if (end) {
                return found;
            }
        }
    }

    private Argument argument(Form.Parameter parameter) throws StepSyntaxException {
        Token first = cursor.peek();
        if (parameter.type().isTarget()) {
            cursor.take();
            if (first.isName("NULL")) {
                return new Target(null);
            }
            if (first.type() != Token.Type.NAME) {
                throw Cursor.unexpected(
                        first, parameter.name() + ", " + parameter.type().expected());
            }
            return new Target(scope.set(first));
        }
        if (parameter.type() == ArgumentType.WORKER) {
            return worker();
        }
        boolean word = cursor.peek(1).is(",") || cursor.peek(1).is(")");
        if (parameter.type() == ArgumentType.PATH && first.type() == Token.Type.NAME && word) {
            scope.usePath(first.text(), line, cursor.column(first.from()));
        }
        Expression value = new ExpressionParser(cursor, scope, line, before, depth).expression();
        require(parameter, value, first);
        return value;
    }

    /** Says what is wrong with a value that is known already. */
    static void require(Form.Parameter parameter, Expression value, Token where) throws StepSyntaxException {
        Object known = value.known();
        Optional<String> wrong =
                known == null ? Optional.empty() : parameter.type().wrong(parameter.name(), known);
        if (wrong.isPresent()) {
            throw Cursor.at(where, wrong.get());
        }
    }

    private WorkerName worker() throws StepSyntaxException {
        Token name = cursor.take();
        if (name.type() != Token.Type.NAME) {
            throw Cursor.unexpected(name, "the name of a worker");
        }
        Integer count = scope.world().families().get(name.text());
        if (count == null) {
            throw Cursor.at(
                    name,
                    "unknown worker: " + name.words() + " "
                            + Nearest.hint(name.text(), scope.world().families().keySet()));
        }
        if (count == 0) {
            return new WorkerName(name.text(), null);
        }
        if (!cursor.peek().is("[")) {
            String family = name.words() + " is a family of " + count + " (expected: one of it, such as " + name.text()
                    + "[0])";
            throw Cursor.at(name, family);
        }
        cursor.take();
        Token first = cursor.peek();
        Expression index = new ExpressionParser(cursor, scope, line, before, depth).expression();
        cursor.require("]", name.text() + "[0]");
        Object known = index.known();
        if (known != null && (!(known instanceof Long number) || number < 0 || number >= count)) {
            throw Cursor.at(
                    first,
                    "index of " + name.text() + ": " + Values.text(known) + " (expected: 0 to " + (count - 1) + ")");
        }
        return new WorkerName(name.text(), index);
    }
}
