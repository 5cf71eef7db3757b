package dev.signalbox.launch;

import dev.signalbox.scenario.JavaProgram;
import dev.signalbox.scenario.Program;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Recording;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The command lines of the JVMs that are started. */
final class Commands {
    private static final int UNSAFE_WARNS_FROM = 24;
    /** Of util-linux; where it is missing, a worker that still starts outlives a kill -9 for some moments. */
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private Commands() {}

    /** Where the JVM of a worker finds its job; the numbers below are the scenario's. */
    static final int CONTROL = Recording.DESCRIPTORS_WATCHED;

    /** Where it sees that the orchestrator is gone. */
    static final int LIFELINE = CONTROL + 1;

    /** Where it tells what it did. */
    static final int REPORT = CONTROL + 2;

    /** A program of the system that is started at the beginning. */
    static List<String> program(List<String> arguments) {
        List<String> command = new ArrayList<>(dieWithParent());
        command.addAll(arguments);
        return command;
    }

    /** A worker's JVM that is started at the beginning. */
    static List<String> worker(Handover handover, Program program) {
        return program(spawned(handover, program));
    }

    /** A worker's JVM that another worker starts, and may outlive: small, quick to start, watched from the first class. */
    static List<String> spawned(Handover handover, Program program) {
        Path agent = sourceOf(Op.class);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Xmx128m",
                // Its own threads read files of the cgroup otherwise, on the number that a step has just closed.
                "-XX:-UseContainerSupport",
                "-XX:-UseDynamicNumberOfCompilerThreads",
                "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= UNSAFE_WARNS_FROM) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        String jffi = System.getProperty("jffi.boot.library.path");
        if (jffi != null) {
            command.add("-Djffi.boot.library.path=" + jffi);
        }
        command.addAll(Leftovers.libraryOptions(handover.name()));
        String classPath = classPath();
        if (program instanceof JavaProgram java) {
            command.add("-Dsignalbox.watched=" + java.mainClass());
            classPath += Programs.classPath().stream().map(path -> ":" + path).collect(Collectors.joining());
        }
        command.addAll(List.of(
                "-Xbootclasspath/a:" + agent,
                "-javaagent:" + agent + "=" + handover.path(),
                "-cp",
                classPath,
                "dev.signalbox.worker.Main"));
        for (int number : new int[] {CONTROL, LIFELINE, REPORT}) {
            command.add(Integer.toString(number));
        }
        return command;
    }

    /** A worker asks for it itself, but only once its JVM has started; with many that takes seconds. */
    private static List<String> dieWithParent() {
        return Files.isExecutable(SETPRIV) ? List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--") : List.of();
    }

    /** Ours last: its manifest names every library, and those named here are found first. */
    private static String classPath() {
        Set<String> jars = new LinkedHashSet<>();
        for (Class<?> library : List.of(
                jnr.ffi.Runtime.class,
                com.kenai.jffi.Library.class,
                org.objectweb.asm.ClassWriter.class,
                jnr.x86asm.Asm.class,
                jnr.a64asm.Offset.class,
                org.apache.commons.jexl3.JexlEngine.class,
                org.apache.commons.logging.Log.class)) {
            jars.add(sourceOf(library).toString());
        }
        jars.add(sourceOf(Commands.class).toString());
        return String.join(":", jars);
    }

    /** The jar or folder that a class came from. */
    private static Path sourceOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Ours, without what would make every JVM print a line about it, with the mark of the run. */
    static Map<String, String> environment(String mark) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.put(Marked.VARIABLE, mark);
        environment.keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"));
        return environment;
    }
}
