package dev.signalbox.scenario;

/** An expression has no value; the message says why, without the place. */
public final class EvaluationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int column;

    /** @param column of the file, in the line of the step; 0 where only the step is known */
    public EvaluationException(String message, int column) {
        super(message, null, false, false);
        this.column = column;
    }

    public int column() {
        return column;
    }
}
