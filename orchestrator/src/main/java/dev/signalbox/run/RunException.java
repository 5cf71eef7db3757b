package dev.signalbox.run;

/** A run could not be made or read; the message says why and what to do next. */
public final class RunException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean machine;

    private RunException(String message, boolean machine) {
        super(message);
        this.machine = machine;
    }

    /** The user gave something wrong. */
    static RunException input(String message) {
        return new RunException(message, false);
    }

    /** The machine lacks something. */
    static RunException machine(String message) {
        return new RunException(message, true);
    }

    /** Whether the machine, not the user's input, is to blame. */
    public boolean isMachine() {
        return machine;
    }
}
