package dev.signalbox.launch;

/** A scenario could not be started; the message says what to do. */
public final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    LaunchException(String message) {
        super(message);
    }
}
