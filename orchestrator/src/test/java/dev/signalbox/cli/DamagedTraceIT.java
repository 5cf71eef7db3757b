package dev.signalbox.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.kernel.Children;
import dev.signalbox.kernel.Signals;
import dev.signalbox.run.PastRun;
import dev.signalbox.run.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trace that was cut is shown as far as it goes; one that was changed is shown, or refused in one sentence. */
class DamagedTraceIT {
    private static final int TRIES = Boolean.getBoolean("long") ? 20_000 : 400;
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final Duration TIME_MAX = Duration.ofSeconds(10);

    @TempDir
    static Path home;

    private static Product product;
    private static byte[] json;
    private static byte[] trace;

    @BeforeAll
    static void makeRun() throws Exception {
        product = new Product(home);
        product.copy("busy.yaml");
        product.keepRun("busy.yaml", home.resolve("kept"));
        json = Files.readAllBytes(home.resolve("kept/run.json"));
        trace = Files.readAllBytes(home.resolve("kept/trace.sbx"));
        System.out.println("seed " + SEED + ", " + trace.length + " bytes");
    }

    @AfterAll
    static void endWhatTheProductLeft() {
        Left.processes(product.temporary()).forEach(pid -> Children.kill(pid, Signals.SIGKILL));
    }

    @Test
    void cutTrace_isExportedAsFarAsItGoes() throws Exception {
        Path cut = write("export", json, Arrays.copyOf(trace, trace.length / 2));
        Product.Said said = product.say("export", "export");
        assertEquals(0, said.exit());
        PastRun past = PastRun.open(cut);
        long events = past.events().size();
        assertEquals(events, said.out().lines().count());
        assertEquals(
                cut.toRealPath() + "/trace.sbx: " + events + " of "
                        + past.info().events() + " events, the rest is missing\n",
                said.err());
    }

    @Test
    void cutTrace_isShownAsFarAsItGoes() throws Exception {
        write("show", json, Arrays.copyOf(trace, trace.length / 2));
        Product.Going going = product.start(product.command(List.of(), "show", "show", "--no-browser"));
        assertTrue(Product.comesTrue(20_000, () -> going.err().contains("page: http://127.0.0.1:")), going::err);
        Children.kill((int) going.process().pid(), Signals.SIGINT);
        Product.Said said = going.said();
        assertEquals(130, said.exit());
        assertTrue(said.err().lines().findFirst().orElse("").endsWith(" events, the rest is missing"), said.err());
        assertEquals(2, said.err().lines().count(), said.err());
    }

    @Test
    void everyCut_isAPrefixOrRefused() throws Exception {
        Random random = new Random(SEED);
        int shown = 0;
        for (int i = 0; i < TRIES; i++) {
            shown += opens(json, Arrays.copyOf(trace, random.nextInt(trace.length))) ? 1 : 0;
        }
        System.out.println(shown + " of " + TRIES + " cut traces are shown");
        assertTrue(shown > 0);
    }

    @Test
    void everyChange_isShownOrRefused() throws Exception {
        Random random = new Random(SEED);
        int shown = 0;
        for (int i = 0; i < TRIES; i++) {
            byte[] changed = trace.clone();
            for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            shown += opens(json, changed) ? 1 : 0;
        }
        System.out.println(shown + " of " + TRIES + " changed traces are shown");
        assertTrue(shown > 0 && shown < TRIES);
    }

    @Test
    void everyChangeOfTheInfo_isShownOrRefused() throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            byte[] changed = json.clone();
            changed[random.nextInt(changed.length)] = (byte) (32 + random.nextInt(95));
            opens(random.nextBoolean() ? changed : Arrays.copyOf(changed, random.nextInt(changed.length)), trace);
        }
    }

    /** Whether it can be shown; fails unless a refusal is one clear sentence. */
    private static boolean opens(byte[] info, byte[] rows) throws IOException {
        Path folder = write("damaged", info, rows);
        return assertTimeoutPreemptively(TIME_MAX, () -> {
            try {
                PastRun past = PastRun.open(folder).load();
                past.infoJson();
                return true;
            } catch (RunException refused) {
                String message = refused.getMessage();
                assertEquals(1, message.lines().count(), message);
                assertTrue(message.endsWith("next: run the scenario again)"), message);
                assertFalse(message.contains("null"), message);
                return false;
            }
        });
    }

    private static Path write(String name, byte[] info, byte[] rows) throws IOException {
        Path folder = Files.createDirectories(home.resolve(name));
        Files.write(folder.resolve("run.json"), info);
        Files.write(folder.resolve("trace.sbx"), rows);
        return folder;
    }
}
