package dev.signalbox.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Signalbox as a user starts it: a process of its own, from the jar. */
final class Product {
    private static final long END_MS_MAX = 60_000;
    private static final Path JAR = Path.of("target", "signalbox.jar").toAbsolutePath();

    private static final Path NATIVE = Path.of("target", "native-of-tests").toAbsolutePath();

    private final Path home;
    private final Path temporary;

    /** What a command said, and its exit code. */
    record Said(long pid, int exit, String out, String err) {}

    /** A command that goes on; its output is in two files. */
    record Going(Process process, Path outFile, Path errFile) {
        /** What it said so far. */
        String err() {
            return text(errFile);
        }

        Said said() throws InterruptedException {
            if (!process.waitFor(END_MS_MAX, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("still runs after " + END_MS_MAX + " ms: " + err());
            }
            return new Said(process.pid(), process.exitValue(), text(outFile), err());
        }
    }

    /** @param home an empty folder: the working directory, with one for temporary files in it */
    Product(Path home) throws IOException {
        this.home = home;
        this.temporary = Files.createDirectories(home.resolve("temporary"));
    }

    Path home() {
        return home;
    }

    Path temporary() {
        return temporary;
    }

    /** The command line that the launcher makes, with a folder of its own for temporary files. */
    List<String> command(List<String> javaOptions, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(javaOptions);
        all.add("-Djffi.boot.library.path=" + unpacked());
        return bareCommand(all, arguments);
    }

    /** The same without jffi's library, so that every process unpacks it. */
    List<String> bareCommand(List<String> javaOptions, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporary));
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** jffi looks in the folder of its own name for the platform, below this one. */
    private static synchronized Path unpacked() throws IOException {
        String library = "/jni/" + (System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64") + "-Linux/"
                + "libjffi-1.2.so";
        Path to = Path.of(NATIVE + library);
        if (!Files.exists(to)) {
            Files.createDirectories(to.getParent());
            try (InputStream in = com.kenai.jffi.Library.class.getResourceAsStream(library)) {
                Files.copy(in, to);
            }
        }
        return NATIVE.resolve("jni");
    }

    Going start(List<String> command) throws IOException {
        Path out = Files.createTempFile(home, "stdout", ".txt");
        Path err = Files.createTempFile(home, "stderr", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY", "JAVA_TOOL_OPTIONS"));
        return new Going(builder.start(), out, err);
    }

    /** Puts a scenario of the tests into the working directory. */
    void copy(String scenario) throws IOException {
        try (InputStream in = Product.class.getResourceAsStream("/cli/" + scenario)) {
            Files.copy(in, home.resolve(scenario));
        }
    }

    /** Runs a scenario and moves its run to a folder. */
    void keepRun(String scenario, Path to) throws IOException, InterruptedException {
        Path out = home.resolve("out-of-" + to.getFileName());
        Said said = say("run", scenario, "--headless", "--out", out.toString());
        assertEquals(0, said.exit(), said.err());
        Files.move(Left.files(out).get(0), to);
        Files.delete(out);
    }

    /** No process, no file of shared memory, no temporary file, no run that never began. */
    void assertNothingIsLeft(long pid) {
        assertEquals(List.of(), Left.processes(temporary));
        assertEquals(List.of(), Left.recordings(pid));
        assertEquals(List.of(), Left.files(temporary));
        for (Path run : Left.files(home.resolve("runs"))) {
            assertTrue(Files.exists(run.resolve("run.json")), "a run that never began: " + Left.files(run));
        }
    }

    /** Runs a command to its end. */
    Said say(String... arguments) throws IOException, InterruptedException {
        return start(command(List.of(), arguments)).said();
    }

    /** Waits for a condition. */
    static boolean comesTrue(long msMax, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(msMax);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return true;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
