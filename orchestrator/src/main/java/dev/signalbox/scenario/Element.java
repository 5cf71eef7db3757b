package dev.signalbox.scenario;

/**
 * The number of a descriptor, {@code p[0]}.
 *
 * <p>The name is that of a declared pipe, or of a variable that holds what pipe() returned.
 *
 * @param index {@link End#READ} or {@link End#WRITE}
 */
public record Element(String name, int index, int column) implements Expression {

    @Override
    public Object evaluate(Variables variables) throws EvaluationException {
        Object value = new Variable(name, column).evaluate(variables);
        try {
            return at(name, value, (long) index);
        } catch (ArithmeticException e) {
            throw new EvaluationException(e.getMessage(), column);
        }
    }

    /** The number at an index of what a name stands for; what it throws has no place. */
    static Object at(String name, Object value, Object index) {
        if (!(value instanceof Pair pair)) {
            throw new ArithmeticException(
                    name + "[…]: " + name + " is " + Values.words(value) + " (expected: what pipe() returned)");
        }
        if (!(index instanceof Long number) || number != End.READ && number != End.WRITE) {
            throw new ArithmeticException(
                    "index of " + name + ": " + Values.text(index) + " (expected: 0 to read or 1 to write)");
        }
        int fd = number == End.READ ? pair.read() : pair.write();
        if (fd < 0) {
            throw new ArithmeticException(name + "[" + number + "] is not held by this worker");
        }
        return (long) fd;
    }
}
