package dev.signalbox.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.kernel.Children;
import dev.signalbox.kernel.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What workers start is gone with the run, too: at once, or when the next one starts. */
class LeftoversIT {
    private static final long GONE_MS_MAX = 5_000;

    @TempDir
    Path home;

    private Product product;
    private Product.Going going;

    @BeforeEach
    void startAFamily() throws Exception {
        product = new Product(home);
        product.copy("family.yaml");
        product.copy("short.yaml");
        going = product.start(product.command(List.of(), "run", "family.yaml", "--headless"));
        assertTrue(Product.comesTrue(20_000, this::childIsHere), () -> going.err());
        assertEquals(
                4, Left.marked(going.process().pid()).size(), "two workers, a shell, what it started: " + marked());
    }

    @AfterEach
    void killAll() {
        going.process().destroyForcibly();
        Left.marked(going.process().pid()).forEach(pid -> Children.kill(pid, Signals.SIGKILL));
    }

    private List<Integer> marked() {
        return Left.marked(going.process().pid());
    }

    @Test
    void interrupt_leavesNothing() throws Exception {
        Children.kill((int) going.process().pid(), Signals.SIGINT);
        assertEquals(130, going.said().exit());
        assertEquals(List.of(), marked());
        product.assertNothingIsLeft(going.process().pid());
    }

    @Test
    void kill_leavesWhatTheNextStartEnds() throws Exception {
        going.process().destroyForcibly().waitFor();
        assertTrue(
                Product.comesTrue(
                        GONE_MS_MAX, () -> Left.processes(product.temporary()).isEmpty()),
                () -> "workers run on: " + Left.processes(product.temporary()));
        assertTrue(!marked().isEmpty());
        assertEquals(1, Left.files(product.temporary()).size());
        assertEquals(0, product.say("run", "short.yaml", "--headless").exit());
        assertEquals(List.of(), marked());
        assertEquals(List.of(), Left.files(product.temporary()));
    }

    private boolean childIsHere() {
        try (Stream<Path> files = Files.walk(home.resolve("runs"))) {
            return files.anyMatch(f -> f.endsWith("child.out") && f.toFile().length() > 0);
        } catch (IOException | UncheckedIOException notYet) {
            return false;
        }
    }
}
