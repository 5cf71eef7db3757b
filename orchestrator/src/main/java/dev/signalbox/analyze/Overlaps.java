package dev.signalbox.analyze;

import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Phase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells of which calls on one object the place in the order is inferred.
 *
 * <p>Rivals are calls of two threads with the same effect at the same time: which came first nobody has seen. A call
 * that was cut short stays a rival for ever: it may have taken effect, and how much of it is not known either.
 */
final class Overlaps {
    /** One call, by its stamps. */
    static final class Flight {
        private final long opId;
        private final int worker;
        private final int tid;
        private final Effect effect;
        private long endNs = Act.OPEN;
        private boolean isCut;
        private boolean hasRivals;

        private Flight(Event first) {
            opId = first.opId();
            worker = first.worker();
            tid = first.tid();
            effect = first.op().effect();
        }

        private boolean isRival(Flight other) {
            return effect == other.effect && !isOfThread(other);
        }

        private boolean isOfThread(Flight other) {
            return worker == other.worker && tid == other.tid;
        }
    }

    /** Those that one which begins now could overlap. */
    private final List<Flight> flights = new ArrayList<>();

    private final Map<Effect, Flight> firsts = new EnumMap<>(Effect.class);
    /** What more than one thread has done so far. */
    private final Set<Effect> shared = EnumSet.noneOf(Effect.class);

    /** The call of an event, which is the next step on the object. */
    Flight see(Event e) {
        Flight flight = find(e.opId());
        if (flight == null) {
            flight = begin(e);
        }
        if (e.phase() == Phase.CUT) {
            cut(flight);
        } else if (e.ends()) {
            flight.endNs = e.endNs();
        }
        return flight;
    }

    /** One a thread is enough: a thread whose records find no room can leave many. */
    private void cut(Flight flight) {
        flights.removeIf(f -> f.isCut && f.isOfThread(flight) && f.effect == flight.effect && f != flight);
        flight.isCut = true;
    }

    /**
     * Whether, by now, another pair would explain as much.
     *
     * @param took the step of {@code take}; where its call went on after its instant, a rival can begin in between
     */
    boolean isInferred(Flight put, Flight take, Event took) {
        boolean canGetRivals = shared.contains(put.effect) || shared.contains(take.effect);
        return put.hasRivals || take.hasRivals || canGetRivals && took.atNs() < took.endNs();
    }

    private Flight find(long opId) {
        for (Flight f : flights) {
            if (f.opId == opId) {
                return f;
            }
        }
        return null;
    }

    private Flight begin(Event first) {
        Flight flight = new Flight(first);
        flights.removeIf(f -> f.endNs < first.startNs());
        for (Flight f : flights) {
            if (f.isRival(flight)) {
                f.hasRivals = true;
                flight.hasRivals = true;
            }
        }
        flights.add(flight);
        Flight earliest = firsts.putIfAbsent(flight.effect, flight);
        if (earliest != null && !earliest.isOfThread(flight)) {
            shared.add(flight.effect);
        }
        return flight;
    }
}
