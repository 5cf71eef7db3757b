package dev.signalbox.trace;

import java.io.IOException;

/** Bytes that should be a trace are not one. */
public final class TraceException extends IOException {
    private static final long serialVersionUID = 1L;

    public TraceException(String message) {
        super(message);
    }
}
