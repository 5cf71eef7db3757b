package dev.signalbox.scenario;

/** A value that was known when the file was read. */
public record Literal(Object value) implements Expression {

    @Override
    public Object evaluate(Variables variables) {
        return value;
    }

    @Override
    public Object known() {
        return value;
    }
}
