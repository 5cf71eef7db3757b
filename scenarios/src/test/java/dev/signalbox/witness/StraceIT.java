package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario file, played as a user plays it, and held against strace. */
class StraceIT {
    @TempDir
    Path folder;

    static Stream<Path> scenarios() throws Exception {
        // -Dscenario=torn: only those whose name has this word.
        String word = System.getProperty("scenario", "");
        return Stream.concat(
                        Product.scenarios().stream(),
                        Stream.of("every-call.yaml", "each-waits.yaml", "children.yaml")
                                .map(Product::testScenario))
                .filter(file -> file.getFileName().toString().matches(".*(" + word + ").*"));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void trace_tellsWhatTheKernelDid(Path scenario) throws Exception {
        try (Play play = Product.here().watch(scenario, folder)) {
            Played played = play.ended();
            assertEquals(0, played.exit(), () -> played.result() + "\n" + played.stderr());
            assertEquals(0, played.number("lost"));
            assertEquals(0, played.number("divergences"));
            KernelCalls kernel = KernelCalls.read(played.strace(), played.pids());
            Comparison comparison = new Comparison(kernel, played.events());
            comparison.assertSameCalls();
            comparison.assertSameObjects();
            System.out.println(scenario.getFileName() + ": " + comparison.inTrace() + " ops are as strace saw them;"
                    + " beside them libc made " + comparison.inside() + " calls inside ops, programs "
                    + kernel.natives());
            boolean tells = kernel.count() + kernel.natives() > 0
                    || played.text("outcome").equals("deadlock");
            assertTrue(tells, "no call that could tell anything");
            Levels levels = new Levels(played.past().info(), played.events());
            int asked = levels.assertWhatWorkersSaw();
            levels.assertWithinCapacity();
            levels.assertCells(played.past().story());
            System.out.println(scenario.getFileName() + ": FIONREAD told the level " + asked + " times");
            Exported.assertSame(Product.here().export(played), played);
        }
    }
}
