package dev.signalbox.worker;

/** A step says exit: the worker ends at once, with all its threads. */
final class ExitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    ExitException(int code) {
        super("exit(" + code + ")", null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
