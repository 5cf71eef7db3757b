package dev.signalbox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.strace.Strace;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import dev.signalbox.trace.Recording;
import dev.signalbox.trace.TraceReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A watched JVM, held against strace, on every JDK of this machine. */
class AgentIT {
    private static final int TIMES = 200;
    private static final Map<Op, String> SYSCALL = Map.of(
            Op.READ, "read",
            Op.WRITE, "write",
            Op.READV, "readv",
            Op.WRITEV, "writev",
            Op.PREAD, "pread64",
            Op.LSEEK, "lseek",
            Op.FIONREAD, "ioctl",
            Op.CLOSE, "close",
            Op.REPLACE, "dup2");
    private static final Map<Integer, String> ERRNO = Map.of(9, "EBADF", 29, "ESPIPE", 32, "EPIPE", 11, "EAGAIN");

    @TempDir
    Path folder;

    /** The JDKs under the folder of the running one: 17 is there, newer ones where installed. */
    static Stream<Path> jdks() throws Exception {
        Path running = Path.of(System.getProperty("java.home")).toRealPath();
        List<Path> found = new ArrayList<>(List.of(running));
        try (Stream<Path> beside = Files.list(running.getParent())) {
            beside.filter(p -> Files.isExecutable(p.resolve("bin/java")))
                    .map(AgentIT::real)
                    .filter(p -> !p.equals(running) && Files.exists(p.resolve("release")))
                    .distinct()
                    .sorted()
                    .forEach(found::add);
        }
        return found.stream();
    }

    private static Path real(Path p) {
        try {
            return p.toRealPath();
        } catch (java.io.IOException gone) {
            return p;
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void everyCallOnTheFifo_isRecordedAsStraceSawIt(Path jdk) throws Exception {
        compare(jdk, List.of("-Xbootclasspath/a:" + agent()));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theAgentAlone_recordsTheSame(Path jdk) throws Exception {
        compare(jdk, List.of());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void wovenClasses_passTheVerifier(Path jdk) throws Exception {
        compare(
                jdk,
                List.of(
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:+BytecodeVerificationLocal",
                        "-Djnr.ffi.x86asm.enabled=false"));
    }

    private static Path agent() {
        return Path.of("target/tracer-agent.jar").toAbsolutePath();
    }

    private void compare(Path jdk, List<String> options) throws Exception {
        Path fifo = folder.resolve("fifo");
        run(List.of("mkfifo", fifo.toString()));
        Map<String, Object> stat = Files.readAttributes(fifo, "unix:dev,ino");
        Recording.Identity identity = new Recording.Identity((long) stat.get("dev"), (long) stat.get("ino"));
        Path file = folder.resolve("recording");
        Path out = folder.resolve("strace");
        try (Recording recording = Recording.create(file, List.of(identity))) {
            List<String> command = new ArrayList<>(Strace.command(out));
            command.add(jdk.resolve("bin/java").toString());
            command.addAll(options);
            command.addAll(List.of(
                    "-javaagent:" + agent() + "=" + file,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Traffic.class.getName(),
                    fifo.toString(),
                    Integer.toString(TIMES)));
            run(command);
            List<Strace.Call> seen = new ArrayList<>(Strace.parse(out));
            seen.removeIf(c -> !c.file().endsWith("/fifo"));
            Map<Integer, List<String>> strace = new TreeMap<>();
            for (Strace.Call c : seen) {
                strace.computeIfAbsent(c.tid(), t -> new ArrayList<>()).add(c.toString());
            }
            Map<Integer, List<String>> ours = new TreeMap<>();
            TraceReader reader = new TraceReader(recording);
            reader.drain(r -> {
                if (r.phase() != Phase.ENTER) {
                    ours.computeIfAbsent(r.tid(), t -> new ArrayList<>()).add(text(r));
                }
            });
            int count = strace.values().stream().mapToInt(List::size).sum();
            System.out.println("strace " + count + " calls, recorded "
                    + ours.values().stream().mapToInt(List::size).sum() + ", lost " + reader.lost() + " (" + jdk + ")");
            assertEquals(0, reader.lost());
            assertEquals(strace.keySet(), ours.keySet());
            strace.forEach((tid, calls) -> assertSameCalls(calls, ours.get(tid)));
            assertTrue(count > 15 * TIMES, "too few calls to tell anything: " + count);
        }
        Files.delete(fifo);
        Files.delete(file);
    }

    private static void assertSameCalls(List<String> strace, List<String> ours) {
        for (int i = 0; i < Math.max(strace.size(), ours.size()); i++) {
            String expected = i < strace.size() ? strace.get(i) : "nothing more";
            assertEquals(expected, i < ours.size() ? ours.get(i) : "nothing more", "call " + i + " of the thread");
        }
    }

    private static String text(TraceReader.Raw r) {
        String result = r.result() + (r.errno() == 0 ? "" : " " + ERRNO.get(r.errno()));
        return SYSCALL.get(r.op()) + "(" + r.fd() + ") = " + result;
    }

    private void run(List<String> command) throws Exception {
        Path log = folder.resolve("log");
        Process p = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(p.waitFor(40, TimeUnit.SECONDS), () -> "still running: " + command);
        } finally {
            p.descendants().forEach(ProcessHandle::destroyForcibly);
            p.destroyForcibly();
        }
        assertEquals(0, p.exitValue(), Files.readString(log));
        assertEquals(
                "",
                Files.readString(log)
                        .lines()
                        .filter(l -> l.startsWith("signalbox"))
                        .findAny()
                        .orElse(""));
    }
}
