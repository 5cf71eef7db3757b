package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signalbox.strace.Strace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The product as a user has it: a jar, a JDK, and processes that are started on them. */
record Product(Path jdk) {
    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final int UNSAFE_WARNS_FROM = 24;

    /** The product on the JDK that runs the tests. */
    static Product here() throws IOException {
        return new Product(Path.of(System.getProperty("java.home")).toRealPath());
    }

    /** The other JDKs beside the running one. */
    static List<Path> otherJdks() throws IOException {
        Path running = here().jdk();
        List<Path> found = new ArrayList<>();
        try (Stream<Path> beside = Files.list(running.getParent())) {
            for (Path entry : beside.sorted().toList()) {
                boolean isJdk = Files.isExecutable(entry.resolve("bin/java")) && Files.exists(entry.resolve("release"));
                if (isJdk && !entry.toRealPath().equals(running) && !found.contains(entry.toRealPath())) {
                    found.add(entry.toRealPath());
                }
            }
        }
        return found;
    }

    /** Every scenario file of this module. */
    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.walk(MODULE)) {
            return files.filter(f -> f.toString().endsWith(".yaml"))
                    .filter(f -> !MODULE.relativize(f).startsWith("src")
                            && !MODULE.relativize(f).startsWith("target"))
                    .sorted()
                    .toList();
        }
    }

    /** A scenario that only the tests play. */
    static Path testScenario(String name) {
        return MODULE.resolve("src/test/resources/scenarios").resolve(name);
    }

    /**
     * Starts a run; strace watches all of it.
     *
     * @param folder empty; gets the run, what it says and what strace sees
     */
    Play watch(Path scenario, Path folder) throws IOException {
        List<String> command = new ArrayList<>(Strace.command(folder.resolve(Play.STRACE)));
        command.addAll(run(scenario, folder));
        return Play.start(command, folder, true);
    }

    /** Starts a run that nobody else watches. */
    Play play(Path scenario, Path folder) throws IOException {
        return Play.start(run(scenario, folder), folder, false);
    }

    /** The events of a run, one JSON object a line, as {@code export} prints them. */
    List<String> export(Played played) throws IOException, InterruptedException {
        Process export = new ProcessBuilder(command("export", played.text("run"), "--format", "jsonl"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String out = new String(export.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, export.waitFor(), "exit code of export");
            return out.lines().toList();
        } finally {
            export.destroyForcibly();
        }
    }

    private List<String> run(Path scenario, Path folder) {
        return command(
                "run",
                scenario.toString(),
                "--headless",
                "--json",
                "--out",
                folder.resolve(Play.RUNS).toString());
    }

    /** The command line of the product, with the JVM's options as the launcher has them. */
    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                jdk.resolve("bin/java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        if (version() >= UNSAFE_WARNS_FROM) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-jar");
        command.add(MODULE.resolveSibling("orchestrator/target/signalbox.jar").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private int version() {
        try {
            return Files.readAllLines(jdk.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> Runtime.Version.parse(line.substring(14, line.length() - 1)))
                    .findFirst()
                    .orElseThrow()
                    .feature();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
