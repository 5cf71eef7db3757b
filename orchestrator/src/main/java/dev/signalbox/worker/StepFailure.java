package dev.signalbox.worker;

/** A step did not do what the scenario demands; the message has its place. */
final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StepFailure(String message) {
        super(message, null, false, false);
    }
}
