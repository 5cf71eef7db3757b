package dev.signalbox.agent;

import dev.signalbox.trace.Recording;
import java.io.FileDescriptor;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the JVM enters the agent: {@code -javaagent:tracer-agent.jar=RECORDING}. */
public final class Premain {
    private Premain() {}

    /**
     * Weaves the JDK and starts recording. Never throws: that would end the watched program.
     *
     * @param recording path of the recording that the orchestrator made
     */
    public static void premain(String recording, Instrumentation instrumentation) {
        try {
            if (Premain.class.getClassLoader() != null) {
                throw new IllegalStateException("the agent's jar must keep its name (expected: tracer-agent.jar)");
            }
            if (recording == null || recording.isEmpty()) {
                throw new IllegalStateException("no recording (expected: -javaagent:tracer-agent.jar=FILE)");
            }
            Recording to = Recording.open(Path.of(recording));
            open(instrumentation);
            var fd = MethodHandles.privateLookupIn(FileDescriptor.class, MethodHandles.lookup())
                    .findVarHandle(FileDescriptor.class, "fd", int.class);
            // Not before every class that the weaving and recording thread needs is loaded.
            Hook.start(to, fd);
            weave(instrumentation);
        } catch (Exception | LinkageError failed) {
            System.err.println("signalbox: this program is not watched: " + failed);
        }
    }

    private static void open(Instrumentation instrumentation) {
        Module base = Object.class.getModule();
        Set<Module> us = Set.of(Premain.class.getModule());
        instrumentation.redefineModule(
                base, Set.of(), Map.of(), Map.of("java.io", us, "jdk.internal.misc", us), Set.of(), Map.of());
    }

    private static void weave(Instrumentation instrumentation) throws UnmodifiableClassException {
        Weaver weaver = new Weaver();
        instrumentation.addTransformer(weaver, true);
        instrumentation.setNativeMethodPrefix(weaver, Stubs.PREFIX);
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> c : instrumentation.getAllLoadedClasses()) {
            if (c.getClassLoader() == null && JdkHooks.calls(c.getName().replace('.', '/'))) {
                loaded.add(c);
            }
        }
        instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
    }
}
