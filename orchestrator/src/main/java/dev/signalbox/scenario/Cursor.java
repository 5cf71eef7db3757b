package dev.signalbox.scenario;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** A place among the tokens of one line, which moves on. */
final class Cursor {

    private final String text;
    private final List<Token> tokens;
    private final IntUnaryOperator columns;
    private int next;

    /** @param columns the column of the file at which a char of the text stands */
    Cursor(String text, IntUnaryOperator columns) throws StepSyntaxException {
        this(text, columns, false);
    }

    /** @param dotted whether {@code worker.variable} is one name */
    Cursor(String text, IntUnaryOperator columns, boolean dotted) throws StepSyntaxException {
        this.text = text;
        this.columns = columns;
        this.tokens = Tokenizer.tokens(text, dotted);
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int further) {
        return tokens.get(Math.min(next + further, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean skip(String sign) {
        boolean there = peek().is(sign);
        if (there) {
            take();
        }
        return there;
    }

    void require(String sign, String expected) throws StepSyntaxException {
        if (!skip(sign)) {
            throw unexpected(peek(), "'" + sign + "', as in " + expected);
        }
    }

    void requireEnd(String expected) throws StepSyntaxException {
        if (peek().type() != Token.Type.END) {
            throw unexpected(peek(), expected);
        }
    }

    int column(int index) {
        return columns.applyAsInt(index);
    }

    String text() {
        return text;
    }

    /** What was read since a token. */
    String textSince(Token first) {
        return text.substring(first.from(), peek().from()).strip();
    }

    static StepSyntaxException unexpected(Token token, String expected) {
        String text = "unexpected: " + token.words() + " (expected: " + expected + ")";
        return token.type() == Token.Type.END ? StepSyntaxException.atEnd(token.from(), text) : at(token, text);
    }

    static StepSyntaxException at(Token token, String text) {
        return new StepSyntaxException(token.from(), text);
    }
}
