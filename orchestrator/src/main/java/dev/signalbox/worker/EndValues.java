package dev.signalbox.worker;

import dev.signalbox.scenario.Values;
import dev.signalbox.scenario.Variables;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** What the variables of a worker are at its end, for those who grade it: java.util.Properties, in Latin-1. */
final class EndValues {
    private EndValues() {}

    /**
     * Writes them down.
     *
     * @param threads the variables of each thread by its name; with a name, its variables are {@code thread.variable}
     */
    static void write(Path file, Map<String, Variables> threads) throws IOException {
        Properties all = new Properties();
        threads.forEach((thread, variables) -> variables.all().forEach((name, value) -> {
            boolean own = !name.startsWith("$") && !name.equals(Variables.ERRNO);
            if (own) {
                all.setProperty(thread.isEmpty() ? name : thread + "." + name, Values.text(value));
            }
        }));
        try (OutputStream out = Files.newOutputStream(file)) {
            all.store(out, null);
        }
    }
}
