package dev.signalbox.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Committed files that this module's code writes, and the scenario files they are about. */
final class Generated {

    static final Path SCENARIOS = Path.of("..", "scenarios");
    static final Path BAD = Path.of("src", "test", "resources", "scenario", "bad");

    private static final boolean REGENERATE = Boolean.getBoolean("regenerate");

    private Generated() {}

    /** Fails when the file is stale; writes it instead when the tests run with -Dregenerate=true. */
    static void assertFresh(Path file, String text) throws IOException {
        if (REGENERATE) {
            Files.writeString(file, text);
        }
        String committed = Files.exists(file) ? Files.readString(file) : "";
        assertEquals(text, committed, file + " is stale; run this test with -Dregenerate=true");
    }

    /** The scenario files that users get. */
    static Stream<Path> goodFiles() throws IOException {
        return yaml(SCENARIOS);
    }

    static Stream<Path> badFiles() throws IOException {
        return yaml(BAD);
    }

    private static Stream<Path> yaml(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(f -> f.toString().endsWith(".yaml"))
                    .filter(f -> !folder.relativize(f).toString().matches("(src|target)/.*"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}
