package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One run on every other JDK of this machine: 25 where it is installed beside 17. */
class Jdk25IT {
    @TempDir
    Path folder;

    static List<Path> jdks() throws Exception {
        List<Path> others = Product.otherJdks();
        return others.isEmpty() ? List.of(Product.here().jdk()) : others;
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void fullPipe_isTheSameOnAnotherJdk(Path jdk) throws Exception {
        Assumptions.assumeFalse(jdk.equals(Product.here().jdk()), "no other JDK beside " + jdk);
        Path scenario = Product.scenarios().stream()
                .filter(f -> f.endsWith("pipes/full-pipe.yaml"))
                .findFirst()
                .orElseThrow();
        try (Play play = new Product(jdk).watch(scenario, folder)) {
            Played played = play.ended();
            assertEquals(0, played.exit(), () -> played.result() + "\n" + played.stderr());
            Comparison comparison = new Comparison(KernelCalls.read(played.strace(), played.pids()), played.events());
            System.out.println(jdk.getFileName() + ": " + comparison.inTrace() + " calls are as strace saw them");
            comparison.assertSameCalls();
            comparison.assertSameObjects();
            assertOnlyOurs(played);
        }
    }

    /** Neither the orchestrator's JVM nor a worker's has anything to say. */
    private static void assertOnlyOurs(Played played) {
        List<String> lines = played.stderr().lines().toList();
        assertEquals(2, lines.size(), () -> "lines on standard error: " + lines);
        assertTrue(lines.get(0).endsWith(played.text("verdict")), lines.get(0));
        assertEquals("run: ", lines.get(1).substring(0, 5));
        played.past().info().workers().forEach(w -> assertEquals("", w.stderr(), w.name()));
    }
}
