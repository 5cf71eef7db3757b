package dev.signalbox.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program as a process, with a page that somebody can open. */
final class Served implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path TOP = Path.of("").toAbsolutePath().getParent();

    private final Process process;
    private final String address;

    private Served(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static Path scenario(String name) {
        return TOP.resolve("scenarios").resolve(name);
    }

    private static ProcessBuilder signalbox(Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-jar",
                TOP.resolve("orchestrator/target/signalbox.jar").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        return builder;
    }

    /** Starts a command that serves, and waits until it has said where. */
    static Served start(Path folder, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", folder.resolve("runs").toString()));
        Process process = signalbox(folder, all)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        StringBuilder before = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("page: ")) {
                return new Served(process, line.substring(6).split(" ")[0]);
            }
            before.append(line).append('\n');
        }
        throw new AssertionError("no page: " + before);
    }

    /** Runs a scenario to its end. */
    static Path play(Path folder, Path scenario) throws Exception {
        Path out = folder.resolve("runs");
        Process process = signalbox(folder, List.of("run", scenario.toString(), "--headless", "--out", out.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("play.log").toFile())
                .start();
        assertTrue(process.waitFor(90, TimeUnit.SECONDS), "the run does not end");
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("play.log")));
        try (Stream<Path> runs = Files.list(out)) {
            return runs.max(java.util.Comparator.comparing(p -> p.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    /** The events of a run, as export prints them. */
    static List<JsonNode> export(Path folder, Path run) throws Exception {
        Path file = folder.resolve("export.jsonl");
        Process process = signalbox(folder, List.of("export", run.toString()))
                .redirectOutput(file.toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the export does not end");
        List<JsonNode> events = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            events.add(JSON.readTree(line));
        }
        return events;
    }

    String address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
