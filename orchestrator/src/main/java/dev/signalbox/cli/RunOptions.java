package dev.signalbox.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Give a parameter of the scenario another value; may be repeated.")
    private List<String> settings = List.of();

    /** The values of parameters by name, as text. */
    Map<String, String> settings() throws InputException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String setting : settings) {
            int sign = setting.indexOf('=');
            if (sign <= 0) {
                throw new InputException("--set: " + setting + " (expected: name=value, as in --set n=7)");
            }
            if (values.put(setting.substring(0, sign), setting.substring(sign + 1)) != null) {
                throw new InputException(
                        "--set: " + setting.substring(0, sign) + " is set twice (expected: each parameter once)");
            }
        }
        return values;
    }

    long timeoutMs() throws InputException {
        if (timeoutSeconds < 1) {
            throw new InputException("--timeout: " + timeoutSeconds + " (expected: at least 1)");
        }
        return timeoutSeconds * 1000L;
    }
}
