package dev.signalbox.cli;

/** The user gave something wrong; the message is all there is to say. */
final class InputException extends Exception {
    private static final long serialVersionUID = 1L;

    InputException(String message) {
        super(message);
    }
}
