package dev.signalbox.server;

import java.io.IOException;

/** Another program listens on the port that was asked for. */
public final class PortInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    PortInUseException(int port) {
        super("port " + port + " is in use (next: choose another with --port, or 0 for any)");
    }
}
