package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.collect.TraceFile;
import dev.signalbox.run.PastRun;
import dev.signalbox.trace.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A run that goes on in processes of its own; closing it ends them all.
 *
 * @param folder has the run, what it says and what strace sees
 * @param watched whether strace is there
 */
record Play(Process process, Path folder, boolean watched) implements AutoCloseable {
    static final String RUNS = "runs";
    static final String STRACE = "strace";

    /** Long, since the machine may be busy with other tests. */
    static final Duration DEADLINE = Duration.ofSeconds(90);

    private static final String STDOUT = "stdout";
    private static final String STDERR = "stderr";

    static Play start(List<String> command, Path folder, boolean watched) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve(STDOUT).toFile())
                .redirectError(folder.resolve(STDERR).toFile())
                .start();
        return new Play(process, folder, watched);
    }

    /** The events that stand in the trace by now. */
    List<Event> eventsSoFar() throws IOException {
        return traceBytes() == 0 ? List.of() : TraceFile.read(trace().orElseThrow());
    }

    /** Size of the trace by now, 0 before there is one. */
    long traceBytes() throws IOException {
        Optional<Path> trace = trace();
        return trace.isEmpty() ? 0 : Files.size(trace.get());
    }

    private Optional<Path> trace() throws IOException {
        Path runs = folder.resolve(RUNS);
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        try (Stream<Path> traces = Files.walk(runs)) {
            return traces.filter(f -> f.endsWith("trace.sbx")).findFirst();
        }
    }

    /** Waits for the end of the run; nothing of it may be left then. */
    Played ended() throws Exception {
        long pid = orchestrator();
        if (!process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running: " + folder + ", said " + read(STDOUT) + read(STDERR));
        }
        String out = read(STDOUT);
        assertEquals(1, out.lines().count(), () -> "lines on standard output: " + out + read(STDERR));
        var result = JsonMapper.builder().build().readTree(out);
        PastRun past = PastRun.open(Path.of(result.get("run").asText()));
        assertNothingLeft(pid, past);
        return new Played(process.exitValue(), result, read(STDERR), strace(), past);
    }

    /** The pid of the product's own process. */
    long orchestrator() throws Exception {
        if (!watched) {
            return process.pid();
        }
        Path strace = strace();
        Await.until("strace sees the first call", DEADLINE, () -> Files.exists(strace) && Files.size(strace) > 0);
        try (Stream<String> lines = Files.lines(strace)) {
            return Long.parseLong(lines.findFirst().orElseThrow().split(" ")[0]);
        }
    }

    /** What strace has written so far. */
    Path strace() {
        return folder.resolve(STRACE);
    }

    private static void assertNothingLeft(long orchestrator, PastRun past) throws IOException {
        List<Long> alive = past.info().workers().stream()
                .map(w -> (long) w.pid())
                .filter(pid -> ProcessHandle.of(pid).isPresent())
                .toList();
        assertEquals(List.of(), alive, "workers that still run");
        assertEquals(List.of(), recordings(orchestrator), "files of the run in shared memory");
    }

    private static List<Path> recordings(long orchestrator) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
            return files.filter(f -> f.getFileName().toString().startsWith("signalbox-" + orchestrator + "-"))
                    .toList();
        }
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Ends whatever still runs. */
    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().orTimeout(5, TimeUnit.SECONDS).join());
    }
}
