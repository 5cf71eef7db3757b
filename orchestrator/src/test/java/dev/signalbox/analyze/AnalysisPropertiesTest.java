package dev.signalbox.analyze;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.analyze.Story.Kind;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnalysisPropertiesTest {
    private static final int RUNS = Integer.getInteger("signalbox.runs", 400);

    @Test
    void everyHonestTrace_isExplained() {
        long base = Long.getLong("signalbox.seed", 20261123L);
        long events = 0;
        for (long seed = base; seed < base + RUNS; seed++) {
            Traffic traffic = new Traffic(seed, 10 + (int) (seed % 50));
            Analysis analysis = new Analysis(traffic.objects, traffic.held);
            try {
                traffic.run(analysis, () -> {});
                new Laws(traffic, analysis).hold();
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
            }
            events += traffic.taken.size();
        }
        System.out.println("properties: " + RUNS + " traces, " + events + " events");
    }

    @Test
    void longTrace_isOrderedInAboutLinearTime() {
        for (int calls : new int[] {2_000, 16_000}) {
            Traffic traffic = new Traffic(7, calls);
            Analysis analysis = new Analysis(traffic.objects, traffic.held);
            AtomicLong behindMax = new AtomicLong();
            long startNs = System.nanoTime();
            traffic.run(
                    analysis,
                    () -> behindMax.accumulateAndGet(traffic.taken.size() - analysis.count(Kind.EVENTS), Math::max));
            long tookMs = (System.nanoTime() - startNs) / 1_000_000;
            System.out.println("long trace: " + traffic.taken.size() + " events in " + tookMs + " ms, at most "
                    + behindMax + " behind");
            new Laws(traffic, analysis).hold();
            assertTrue(behindMax.get() < 4 * Order.LAG_MOVES, "steps lag behind: " + behindMax);
        }
    }
}
