package dev.signalbox.scenario;

/** Ends the reading of a step at its first problem; it never leaves this room. */
final class StepSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int index;

    /** A problem at an index of the step's text. */
    StepSyntaxException(int index, String text) {
        super(text, null, false, false);
        this.index = index;
    }

    int index() {
        return index;
    }
}
