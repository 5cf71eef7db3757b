package dev.signalbox.primitive;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FIFOs and pipes whose ends come and go; {@code -Dseed=N} repeats a run, {@code -Dcalls=N} makes it longer. */
class EndsAgainstKernelIT {
    private static final int CALLS = Integer.getInteger("calls", 30_000);
    private static final int CALLS_EACH = 60;
    private static final int CALLERS = 6;

    @TempDir
    private Path folder;

    @Test
    void randomCalls_endAsTheModelSays() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        Deque<Caller> callers = new ArrayDeque<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(new Caller(i));
        }
        int calls = 0;
        int waited = 0;
        int opensWaited = 0;
        for (int i = 0; calls < CALLS; i++) {
            try {
                EndsDuel duel = new EndsDuel(i % 3 == 0 ? null : folder.resolve("fifo" + i), callers, random);
                for (int n = 0; n < CALLS_EACH; n++) {
                    duel.anyCall();
                }
                duel.end();
                calls += duel.calls();
                waited += duel.waited();
                opensWaited += duel.opensWaited();
            } catch (AssertionError wrong) {
                throw new AssertionError("seed " + seed + ", object " + i + ": " + wrong.getMessage(), wrong);
            }
        }
        callers.forEach(Caller::end);
        System.out.println("ends against kernel: seed " + seed + ", " + calls + " calls, " + waited
                + " of them waited, " + opensWaited + " of those to open");
        assertTrue(opensWaited >= CALLS / 200, "opens that waited: " + opensWaited);
        assertTrue(waited - opensWaited >= CALLS / 200, "others that waited: " + (waited - opensWaited));
    }
}
