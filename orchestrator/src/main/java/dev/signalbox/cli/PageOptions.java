package dev.signalbox.cli;

import dev.signalbox.run.RunsFolder;
import dev.signalbox.server.PortInUseException;
import dev.signalbox.server.Server;
import dev.signalbox.server.Token;
import java.io.IOException;
import picocli.CommandLine.Option;

/** Options of the commands that open the page. */
final class PageOptions {
    private static final int PORT_MAX = 65535;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the page on 127.0.0.1 (default: any that is free).")
    int port;

    @Option(names = "--no-browser", description = "Print the address, open no browser.")
    boolean noBrowser;

    void check() throws InputException {
        if (port < 0 || port > PORT_MAX) {
            throw new InputException("--port: " + port + " (expected: 0 to " + PORT_MAX + ")");
        }
    }

    Server serve(RunsFolder runs) throws InputException {
        try {
            return Server.start(runs, port, Token.ofUser(System.getenv()));
        } catch (PortInUseException taken) {
            throw new InputException(taken.getMessage());
        } catch (IOException failed) {
            throw new InputException("--port: " + port + ": " + failed.getMessage());
        }
    }

    /** Prints the address and, where there is a desktop, opens it. */
    void open(Server server, String id) {
        String address = server.address("/run/" + id);
        System.err.println("page: " + address + "  (Ctrl-C ends it)");
        if (noBrowser || (System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null)) {
            return;
        }
        try {
            new ProcessBuilder("xdg-open", address)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noBrowserHere) {
            System.err.println("no browser could be opened (next: open the address yourself)");
        }
    }

    /** Serves until the user ends the program. */
    static void stay() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
