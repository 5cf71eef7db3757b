package dev.signalbox.launch;

/** A scenario could not be started; the message says what to do. */
public final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean input;

    /** The machine lacks something. */
    LaunchException(String message) {
        this(message, false);
    }

    private LaunchException(String message, boolean input) {
        super(message);
        this.input = input;
    }

    /** The scenario asks for what is not there; the message has the place. */
    static LaunchException input(String message) {
        return new LaunchException(message, true);
    }

    /** Whether the scenario is to blame, and not the machine. */
    public boolean isInput() {
        return input;
    }
}
