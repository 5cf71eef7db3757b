package dev.signalbox.run;

import dev.signalbox.launch.Launch;
import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import java.util.ArrayList;
import java.util.List;

/** Who holds which end when a run has ended, and so who could have helped whom. */
final class Holders {
    private final List<Launch.Holding> left;

    Holders(List<Launch.Holding> atFirst, List<Event> events) {
        left = new ArrayList<>(atFirst);
        for (Event e : events) {
            if (e.op() == Op.CLOSE && e.result() == 0 && e.phase().isOver()) {
                left.removeIf(h -> h.worker() == e.worker()
                        && h.object() == e.object()
                        && h.end().reads() == (e.access() == 0));
            }
        }
    }

    /** The workers that hold the other end of what a call waits for: who reads waits for a writer, and the reverse. */
    List<Integer> ofTheOtherEnd(Event waiting) {
        boolean reads = waiting.op().effect() == Effect.READ;
        return left.stream()
                .filter(h -> h.object() == waiting.object() && h.end().reads() != reads)
                .map(Launch.Holding::worker)
                .distinct()
                .toList();
    }
}
