package dev.signalbox.cli;

/** The exit codes. */
final class Exit {
    /** The expectation was met. */
    static final int MET = 0;
    /** It was not. */
    static final int NOT_MET = 1;
    /** The input is wrong: scenario, trace or option. */
    static final int INPUT = 2;
    /** The machine lacks something. */
    static final int MACHINE = 3;
    /** The user wanted no more of it. */
    static final int INTERRUPTED = 130;

    private Exit() {}
}
