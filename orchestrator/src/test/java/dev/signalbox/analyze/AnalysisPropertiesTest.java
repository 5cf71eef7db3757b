package dev.signalbox.analyze;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.analyze.Story.Kind;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Phase;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnalysisPropertiesTest {
    private static final long SEED = Long.getLong("signalbox.seed", 20261123L);
    private static final int RUNS = Integer.getInteger("signalbox.runs", 320);

    @Test
    void everyHonestTrace_isExplained() {
        long events = 0;
        long certain = 0;
        long edges = 0;
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            Traffic traffic = new Traffic(seed, 10 + (int) (seed % 50));
            Analysis analysis = new Analysis(traffic.objects, traffic.held);
            try {
                traffic.run(analysis, () -> {});
                Laws laws = new Laws(traffic, analysis);
                laws.hold();
                certain += laws.certainEdges();
                edges += analysis.count(Kind.EDGES);
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
            }
            events += traffic.taken.size();
        }
        System.out.println("made-up traffic: seeds " + SEED + " to " + (SEED + RUNS - 1) + ", " + events + " events, "
                + certain + " of " + edges + " edges not inferred");
        assertTrue(certain > edges / 20, "edges that are not inferred: " + certain + " of " + edges);
    }

    @Test
    void longTrace_isOrderedInAboutLinearTime() {
        for (int calls : new int[] {1_000, 8_000}) {
            Traffic traffic = new Traffic(7, calls);
            Analysis analysis = new Analysis(traffic.objects, traffic.held);
            AtomicInteger behindMax = new AtomicInteger();
            traffic.run(analysis, () -> behindMax.accumulateAndGet(behind(traffic, analysis), Math::max));
            new Laws(traffic, analysis).hold();
            long startNs = System.nanoTime();
            traffic.again();
            long tookMs = Math.max(1, (System.nanoTime() - startNs) / 1_000_000);
            int events = traffic.taken.size();
            System.out.println("long trace: " + events + " events in " + tookMs + " ms, " + events / tookMs * 1000
                    + " a second, at most " + behindMax + " behind");
            // A call is two rows.
            assertTrue(behindMax.get() <= 2 * Order.LAG_MOVES * traffic.objects.size(), "behind: " + behindMax);
        }
    }

    /** How many rows that must come before the watermark have not become steps. */
    private static int behind(Traffic traffic, Analysis analysis) {
        int due = 0;
        int from = Math.max(0, traffic.taken.size() - 5_000);
        for (Event e : traffic.taken.subList(from, traffic.taken.size())) {
            due += e.endNs() > traffic.watermarkNs() && e.phase() != Phase.ENTER ? 0 : 1;
        }
        return from + due - analysis.count(Kind.EVENTS);
    }
}
