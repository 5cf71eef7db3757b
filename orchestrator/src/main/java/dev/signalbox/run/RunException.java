package dev.signalbox.run;

/** A run could not be made or read; the message says why and what to do next. */
public final class RunException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is to blame. */
    public enum Blame {
        /** The user gave something wrong. */
        INPUT,
        /** The machine lacks something. */
        MACHINE,
        /** The user wanted no more of it. */
        INTERRUPT
    }

    private final Blame blame;

    private RunException(String message, Blame blame) {
        super(message);
        this.blame = blame;
    }

    static RunException input(String message) {
        return new RunException(message, Blame.INPUT);
    }

    static RunException machine(String message) {
        return new RunException(message, Blame.MACHINE);
    }

    static RunException interrupted() {
        return new RunException("Interrupted before the run began.", Blame.INTERRUPT);
    }

    public Blame blame() {
        return blame;
    }
}
