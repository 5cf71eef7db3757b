package dev.signalbox.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that every command with a run has. */
final class RunOptions {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder that keeps the runs (default: ${DEFAULT-VALUE}).")
    Path out;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long a run may take (default: ${DEFAULT-VALUE}).")
    int timeoutSeconds;

    long timeoutMs() throws InputException {
        if (timeoutSeconds < 1) {
            throw new InputException("--timeout: " + timeoutSeconds + " (expected: at least 1)");
        }
        return timeoutSeconds * 1000L;
    }
}
