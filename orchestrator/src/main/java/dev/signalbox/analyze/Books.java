package dev.signalbox.analyze;

import dev.signalbox.analyze.Story.Kind;
import dev.signalbox.primitive.Call;
import dev.signalbox.primitive.Done;
import dev.signalbox.primitive.State;
import dev.signalbox.primitive.Waits;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import dev.signalbox.trace.TraceFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the tables of a story: each row is applied to its object once, in step order.
 *
 * <p>The live analysis and the replay of a finished trace both write here, so both tell the same.
 */
final class Books implements Story {
    private final Rows events = new Rows(Kind.EVENTS.rowBytes());
    private final Rows cells = new Rows(Kind.CELLS.rowBytes());
    private final Rows edges = new Rows(Kind.EDGES.rowBytes());
    private final Rows holds = new Rows(Kind.HOLDS.rowBytes());
    private final Descriptors descriptors;
    private final List<Ledger> ledgers = new ArrayList<>();
    /** The calls that have begun, by the id of the call; one that was cut short stays. */
    private final Map<Long, Call> open = new HashMap<>();

    private volatile boolean ended;

    /** @param natives the workers whose calls nobody sees */
    Books(List<Watched> objects, List<Held> held, Set<Integer> natives) {
        descriptors = new Descriptors(held);
        for (int i = 0; i < objects.size(); i++) {
            add(objects.get(i), Ledger.initial(i, objects.get(i), held, natives));
        }
        held.forEach(h -> hold(0, h, 1));
    }

    /** One more object. */
    void add(Watched watched, State initial) {
        ledgers.add(new Ledger(ledgers.size(), watched, initial, cells, edges));
    }

    /** Who holds what by now. */
    List<Held> held() {
        return descriptors.all();
    }

    private void hold(int step, Held held, int delta) {
        ByteBuffer row = holds.next();
        row.putInt(step)
                .putShort((short) held.worker())
                .putShort((short) held.object())
                .putInt(held.fd());
        row.putShort((short) held.access()).putShort((short) 0).putInt(delta);
        holds.appended();
    }

    State state(int object) {
        return ledgers.get(object).state();
    }

    boolean isWatched(Event e) {
        return e.object() < ledgers.size() && Fit.isModelled(e);
    }

    /** What a call that is still open lacks; empty when it lacks nothing that the model knows of. */
    String why(Event enter) {
        Call call = open.get(enter.opId());
        Waits lacks = call == null || !isWatched(enter) ? null : Fit.part(state(enter.object()), call);
        return lacks == null ? "" : lacks.why();
    }

    /** What a call that begins now would lack; null when it would return at once. */
    Waits lacks(Event enter) {
        return isWatched(enter) && !Streams.mayBuffer(enter.op())
                ? Fit.part(state(enter.object()), Fit.call(enter))
                : null;
    }

    /**
     * Writes the next step.
     *
     * @return whether the model explains it
     */
    boolean tell(Event e) {
        Ledger ledger = isWatched(e) ? ledgers.get(e.object()) : null;
        boolean explained = true;
        State next = null;
        if (e.phase() == Phase.ENTER) {
            open.put(e.opId(), Fit.call(e));
            if (ledger != null) {
                ledger.begins(e);
            }
        } else if (ledger != null) {
            Call call = e.phase() == Phase.WHOLE ? Fit.call(e) : open.getOrDefault(e.opId(), Fit.call(e));
            next = e.has(Event.DIVERGES) ? null : after(ledger.state(), call, e);
            explained = next != null;
            if (!explained) {
                next = e.phase() == Phase.CUT ? ledger.state() : Fit.bent(ledger.state(), call, e);
            }
        }
        ByteBuffer row = events.next();
        TraceFormat.encode(explained || e.has(Event.DIVERGES) ? e : e.at(e.atNs(), Event.DIVERGES), row);
        events.appended();
        if (next != null) {
            ledger.become(next, events.count(), e);
        }
        for (Descriptors.Change change : descriptors.see(e)) {
            hold(events.count(), change.held(), change.delta());
        }
        if (e.phase() == Phase.EXIT) {
            open.remove(e.opId());
        }
        return explained;
    }

    private State after(State state, Call call, Event e) {
        if (e.phase() == Phase.CUT && e.op() != Op.OPEN) {
            return state;
        }
        if (e.phase() != Phase.PARTIAL) {
            return Fit.ended(state, call, e);
        }
        if (e.result() == 0) {
            open.put(e.opId(), call.resumed(0)); // it sleeps from here on
            return state;
        }
        Waits part = Fit.part(state, call);
        if (part != null && part.moved() == e.result()) {
            open.put(e.opId(), call.resumed(part.moved()));
            return part.next();
        }
        Done done = Fit.whole(state, call);
        return done != null && done.errno() == 0 && done.result() - Fit.moved(call) == e.result() ? done.next() : null;
    }

    void end() {
        ended = true;
    }

    @Override
    public int count(Kind kind) {
        return rows(kind).count();
    }

    @Override
    public ByteBuffer rows(Kind kind, int from, int to) {
        return rows(kind).rows(from, to);
    }

    @Override
    public boolean ended() {
        return ended;
    }

    private Rows rows(Kind kind) {
        switch (kind) {
            case EVENTS:
                return events;
            case CELLS:
                return cells;
            case HOLDS:
                return holds;
            default:
                return edges;
        }
    }
}
