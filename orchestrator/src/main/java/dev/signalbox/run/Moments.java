package dev.signalbox.run;

import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The steps that a verdict speaks of, by the same rules as the page (model/trace.js). */
final class Moments {
    private final List<Event> steps;
    private final Map<Long, Integer> waits = new HashMap<>();
    private final Map<Integer, Integer> ends = new HashMap<>();

    Moments(List<Event> steps) {
        this.steps = steps;
        Map<Long, Integer> enters = new HashMap<>();
        Map<Integer, Integer> changed = new HashMap<>();
        for (int step = 1; step <= steps.size(); step++) {
            Event e = steps.get(step - 1);
            ending(step, e);
            if (e.phase() == Phase.ENTER) {
                if (e.has(Event.WAITS)) {
                    enters.put(e.opId(), step);
                    waits.put(e.opId(), step);
                }
                continue;
            }
            Integer enter = enters.get(e.opId());
            // A part that nothing else made possible went in at once: only then had the worker to wait.
            if (e.phase() == Phase.PARTIAL && enter != null && changed.getOrDefault(e.object(), 0) <= enter) {
                waits.put(e.opId(), step);
            }
            if (e.op().effect() != Effect.QUERY) {
                changed.put(e.object(), step);
            }
        }
    }

    private void ending(int step, Event e) {
        boolean isEnd =
                e.op() == Op.EXIT || e.phase() == Phase.CUT || e.op().effect() == Effect.CLOSE && e.has(Event.INFERRED);
        if (isEnd) {
            ends.putIfAbsent(e.worker(), step);
        } else if (!e.has(Event.INFERRED)) {
            ends.remove(e.worker()); // it went on
        }
    }

    /** The event at a step, the first is 1. */
    Event at(int step) {
        return steps.get(step - 1);
    }

    /** The step from which on a call waits, 0 where it does not. */
    int waitOf(long opId) {
        return waits.getOrDefault(opId, 0);
    }

    /** How many calls had to wait. */
    int waits() {
        return waits.size();
    }

    /** The step at which the end of a worker begins: what others did because of it comes later. */
    int endOf(int worker) {
        return ends.getOrDefault(worker, Integer.MAX_VALUE);
    }

    /** The line of the last step of a worker; 0 for none. */
    int lastLine(int worker) {
        for (int step = steps.size(); step >= 1; step--) {
            if (at(step).worker() == worker && at(step).line() > 0) {
                return at(step).line();
            }
        }
        return 0;
    }

    /** How many threads of a worker have made a call. */
    long threads(int worker) {
        return steps.stream()
                .filter(e -> e.worker() == worker && e.op() != Op.START && e.op() != Op.EXIT && !e.has(Event.INFERRED))
                .mapToInt(Event::tid)
                .distinct()
                .count();
    }

    /** The last call of a worker that nobody saw return, as a step; 0 for none. */
    int lastCut(int worker) {
        for (int step = steps.size(); step >= 1; step--) {
            if (at(step).worker() == worker && at(step).phase() == Phase.CUT) {
                return step;
            }
        }
        return 0;
    }
}
