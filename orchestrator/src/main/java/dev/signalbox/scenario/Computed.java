package dev.signalbox.scenario;

import java.util.List;

/**
 * An expression with operators, for the library.
 *
 * @param source as the library reads it
 * @param places where the pieces of it came from
 */
record Computed(String source, List<Place> places) implements Expression {

    /**
     * A piece of the source.
     *
     * @param from its index in the source
     * @param column of the file, in the line of the step
     */
    record Place(int from, int column) implements java.io.Serializable {}

    Computed {
        places = List.copyOf(places);
    }

    @Override
    public Object evaluate(Variables variables) throws EvaluationException {
        try {
            return Jexl.evaluate(source, variables);
        } catch (Jexl.Failure e) {
            throw new EvaluationException(e.getMessage(), columnOf(e.column()));
        }
    }

    /** Where a column of the source came from. */
    int columnOf(int sourceColumn) {
        int column = 0;
        for (Place place : places) {
            if (column == 0 || place.from() < sourceColumn) {
                column = place.column();
            }
        }
        return column;
    }

    /** A worker that gets it has it ready before it goes, so that its first evaluation takes no longer than others. */
    private Object readResolve() {
        Jexl.compile(source);
        return this;
    }
}
