package dev.signalbox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import dev.signalbox.trace.Recording;
import dev.signalbox.trace.TraceReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A JVM whose pipes and FIFOs are all watched, held against strace, on every JDK of this machine. */
class PipeTrafficIT {
    private static final int TIMES = 10;
    private static final String WATCHED = Stream.of(PipeTraffic.class, StreamTraffic.class, JdkTraffic.class)
            .map(Class::getName)
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();

    @TempDir
    Path folder;

    static Stream<Path> jdks() throws Exception {
        return AgentIT.jdks();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void everyCall_isRecordedAsStraceSawIt(Path jdk) throws Exception {
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

    private void compare(Path jdk, List<String> options) throws Exception {
        Path file = folder.resolve("recording");
        Path out = folder.resolve("strace");
        run(List.of("mkfifo", folder.resolve("java.fifo").toString()));
        try (Recording recording = Recording.createForPipes(file)) {
            Path agent = Path.of("target/tracer-agent.jar").toAbsolutePath();
            List<String> command = new ArrayList<>(Seen.command(out));
            command.add(jdk.resolve("bin/java").toString());
            command.addAll(options);
            command.addAll(List.of(
                    "-Xbootclasspath/a:" + agent,
                    "-javaagent:" + agent + "=" + file,
                    "-Dsignalbox.watched=" + WATCHED,
                    "-cp",
                    System.getProperty("java.class.path"),
                    PipeTraffic.class.getName(),
                    folder.toString(),
                    Integer.toString(TIMES)));
            run(command);
            Map<Integer, List<Seen>> strace = Seen.parse(out);
            Map<Integer, List<TraceReader.Raw>> ours = new TreeMap<>();
            Map<Op, Integer> counts = new EnumMap<>(Op.class);
            TraceReader reader = new TraceReader(recording);
            List<Long> spawned = new ArrayList<>();
            Map<Integer, Long> open = new TreeMap<>();
            List<TraceReader.Raw> told = new ArrayList<>();
            reader.drain(r -> {
                if (r.phase() == Phase.ENTER) {
                    open.put(r.slot(), r.call());
                } else if (r.op().blocks()) {
                    assertEquals(r.call(), open.remove(r.slot()), () -> "no beginning: " + Witness.text(r));
                }
                boolean isInferred = (r.flags() & Event.INFERRED) != 0;
                if (isInferred || r.op() == Op.THREAD || r.op() == Op.INHERIT) {
                    told.add(r);
                } else if (r.phase() != Phase.ENTER) {
                    counts.merge(r.op(), 1, Integer::sum);
                    if (r.op() == Op.SPAWN) {
                        spawned.add(r.arg0());
                    }
                    ours.computeIfAbsent(r.tid(), t -> new ArrayList<>()).add(r);
                }
                assertTrue(
                        r.line() > 0 || r.op() == Op.WAITPID || ours.size() > 1, () -> "no line: " + Witness.text(r));
            });
            assertEquals(0, reader.lost());
            int matched = 0;
            for (Map.Entry<Integer, List<TraceReader.Raw>> thread : ours.entrySet()) {
                Witness witness = new Witness(strace.getOrDefault(thread.getKey(), List.of()), thread.getValue());
                witness.compare();
                matched += witness.matched;
            }
            System.out.println(
                    "strace " + strace.values().stream().mapToInt(List::size).sum() + " calls, of which "
                            + matched + " are those of "
                            + ours.values().stream().mapToInt(List::size).sum() + " recorded, in "
                            + ours.size() + " threads " + counts + ", told " + told.size() + " (" + jdk + ")");
            strace.keySet().removeAll(ours.keySet());
            assertEquals(Map.of(), strace);
            checkTold(told);
            assertEquals(List.of(-1L, -1L, -1L, -1L, 7L, -1L, -1L), spawned);
        }
        Files.delete(file);
    }

    /** The rows that are no call of their own. */
    private static void checkTold(List<TraceReader.Raw> told) {
        assertEquals(2 * TIMES, told.stream().filter(r -> r.op() == Op.DUP2).count());
        assertEquals(
                List.of(3L),
                told.stream()
                        .filter(r -> r.op() == Op.THREAD)
                        .map(TraceReader.Raw::arg0)
                        .collect(Collectors.toList()));
        List<TraceReader.Raw> inherited =
                told.stream().filter(r -> r.op() == Op.INHERIT).collect(Collectors.toList());
        // Two processes of the JDK with three new pipes each, and the one that was marked.
        assertEquals(
                List.of("0 -1", "1 -1", "2 -1", "0 -1", "1 -1", "2 -1", "0 7"),
                inherited.stream().map(r -> r.fd() + " " + r.arg0()).collect(Collectors.toList()));
        assertTrue(inherited.stream().allMatch(r -> r.inode() != 0));
    }

    private void run(List<String> command) throws Exception {
        Path log = folder.resolve("log");
        Process p = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(p.waitFor(60, TimeUnit.SECONDS), () -> "still running: " + command);
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
