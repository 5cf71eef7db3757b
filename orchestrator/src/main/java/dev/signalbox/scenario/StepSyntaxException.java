package dev.signalbox.scenario;

/** Ends the reading of a step at its first problem; it never leaves this room. */
final class StepSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int index;
    private final boolean atEnd;

    /** A problem at an index of the step's text. */
    StepSyntaxException(int index, String text) {
        this(index, text, false);
    }

    private StepSyntaxException(int index, String text, boolean atEnd) {
        super(text, null, false, false);
        this.index = index;
        this.atEnd = atEnd;
    }

    /** A problem that more text behind the step could have solved. */
    static StepSyntaxException atEnd(int index, String text) {
        return new StepSyntaxException(index, text, true);
    }

    boolean isAtEnd() {
        return atEnd;
    }

    int index() {
        return index;
    }
}
