package dev.signalbox.analyze;

import dev.signalbox.primitive.Call;
import dev.signalbox.primitive.Pipe;
import dev.signalbox.primitive.State;
import dev.signalbox.trace.Event;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The state of one object step by step, and which step's bytes went to which. */
final class Ledger {
    /** Kinds of an edge: no other order was possible, or one was chosen. */
    private static final int CERTAIN = 0;

    private static final int INFERRED = 1;

    /** Bytes that one step put in: {@code [offset, end)} of the object's stream. */
    private record Put(int step, Overlaps.Flight by, long offset, long end) {}

    private final int object;
    private final int cellCount;
    private final Rows cells;
    private final Rows edges;
    private final Deque<Put> puts = new ArrayDeque<>();
    private final Overlaps overlaps = new Overlaps();
    private State state;

    Ledger(int object, Watched watched, State initial, Rows cells, Rows edges) {
        this.object = object;
        this.cellCount = watched.primitive().cells().size();
        this.cells = cells;
        this.edges = edges;
        this.state = initial;
        for (int i = 0; i < cellCount; i++) {
            cell(0, i);
        }
    }

    /** An object before anything has happened to it. */
    static State initial(int object, Watched watched, List<Held> held) {
        int readers = 0;
        int writers = 0;
        for (Held h : held) {
            if (h.object() == object) {
                readers += h.access() != Call.WRITE_ONLY ? 1 : 0;
                writers += h.access() != Call.READ_ONLY ? 1 : 0;
            }
        }
        switch (watched.primitive()) {
            case PIPE:
                return Pipe.create(watched.capacity(), readers, writers);
            default:
                throw new IllegalArgumentException(
                        "object " + object + ": " + watched.primitive() + " (expected: one with a model)");
        }
    }

    State state() {
        return state;
    }

    /** A call on the object begins. */
    void begins(Event enter) {
        overlaps.see(enter);
    }

    /** The object is like this from a step on, which is this event. */
    void become(State next, int step, Event e) {
        Overlaps.Flight by = overlaps.see(e);
        State before = state;
        state = next;
        if (next.produced() > before.produced()) {
            puts.add(new Put(step, by, before.produced(), next.produced()));
        }
        for (long from = before.consumed(); from < next.consumed(); ) {
            Put put = puts.getFirst();
            long to = Math.min(put.end(), next.consumed());
            int kind = overlaps.isInferred(put.by(), by, e) ? INFERRED : CERTAIN;
            edge(put.step(), step, kind, from, to - from);
            if (to == put.end()) {
                puts.removeFirst();
            }
            from = to;
        }
        for (int i = 0; i < cellCount; i++) {
            if (before.cell(i) != next.cell(i)) {
                cell(step, i);
            }
        }
    }

    private void cell(int step, int index) {
        ByteBuffer row = cells.next();
        row.putInt(step).putShort((short) object).putShort((short) index).putLong(state.cell(index));
        cells.appended();
    }

    private void edge(int fromStep, int toStep, int kind, long offset, long bytes) {
        ByteBuffer row = edges.next();
        row.putInt(fromStep).putInt(toStep).putShort((short) object).putShort((short) kind);
        row.putInt(0).putLong(offset).putLong(bytes);
        edges.appended();
    }
}
