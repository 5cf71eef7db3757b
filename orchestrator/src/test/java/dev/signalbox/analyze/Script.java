package dev.signalbox.analyze;

import dev.signalbox.primitive.Primitive;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A made-up run of processes that start each other, call by call; for what {@link Litmus} has no words for. */
final class Script {
    static final int NONE = Event.NO_OBJECT;

    private final List<String> workers;
    private final List<Watched> objects = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private final Set<Integer> natives = new HashSet<>();
    private final List<Event> events = new ArrayList<>();
    private Analysis analysis;

    Script(String... workers) {
        this.workers = List.of(workers);
    }

    Script object(Primitive primitive, boolean isDeclared) {
        objects.add(new Watched(primitive, 65536, isDeclared, false));
        return this;
    }

    Script holds(String worker, int object, int access, int fd) {
        held.add(new Held(workers.indexOf(worker), object, access, fd));
        return this;
    }

    Script isNative(String worker) {
        natives.add(workers.indexOf(worker));
        return this;
    }

    /** One call; the last is not over when {@code end} is {@link Act#OPEN}. */
    final class Made {
        private final int worker;
        private final long start;
        private final long end;
        private final Op op;
        private int object = NONE;
        private int access;
        private int fd = -1;
        private long arg0;
        private long arg1;
        private long lateArg1;
        private boolean hasLate;

        private Made(String worker, long start, long end, Op op) {
            this.worker = workers.indexOf(worker);
            this.start = start;
            this.end = end;
            this.op = op;
        }

        Made on(int newObject, int newAccess, int newFd) {
            object = newObject;
            access = newAccess;
            fd = newFd;
            return this;
        }

        Made with(long newArg0, long newArg1) {
            arg0 = newArg0;
            arg1 = newArg1;
            return this;
        }

        /** What arg1 is at its end. */
        Made then(long newArg1) {
            lateArg1 = newArg1;
            hasLate = true;
            return this;
        }

        Script gives(long result) {
            return gives(result, 0);
        }

        Script gives(long result, int errno) {
            if (op.blocks()) {
                add(Phase.ENTER, start, start, 0, 0);
            }
            if (end != Act.OPEN) {
                arg1 = hasLate ? lateArg1 : arg1;
                add(op.blocks() ? Phase.EXIT : Phase.WHOLE, start, end, result, errno);
            }
            return Script.this;
        }

        Script isCut() {
            add(Phase.ENTER, start, start, 0, 0);
            add(Phase.CUT, start, end, 0, 0);
            return Script.this;
        }

        private void add(Phase phase, long from, long to, long result, int errno) {
            long id = phase == Phase.EXIT || phase == Phase.CUT
                    ? events.get(events.size() - 1).opId()
                    : events.size();
            events.add(new Event(
                    events.size(),
                    phase,
                    op,
                    worker,
                    100 + worker,
                    id,
                    object,
                    fd,
                    access << Event.ACCESS_SHIFT,
                    arg0,
                    arg1,
                    result,
                    errno,
                    from,
                    to,
                    0,
                    0,
                    new byte[0]));
        }
    }

    Made call(String worker, long start, long end, Op op) {
        return new Made(worker, start, end, op);
    }

    Script exit(String worker, long start, long end) {
        return call(worker, start, end, Op.EXIT).gives(0);
    }

    /** Takes all as it would be collected, the objects that appear with their first event, then finishes. */
    Script finish() {
        List<Watched> declared = objects.stream().filter(Watched::isDeclared).toList();
        analysis = new Analysis(declared, held, natives);
        events.sort(Comparator.comparingLong((Event e) -> e.phase() == Phase.EXIT ? e.endNs() : e.startNs()));
        int known = declared.size();
        for (Event e : events) {
            for (; e.object() != NONE && known <= e.object(); known++) {
                analysis.appear(objects.get(known));
            }
            analysis.take(e);
        }
        analysis.finish();
        return this;
    }

    /** The steps in words: {@code child read 5}. */
    String steps() {
        return analysis.events().stream().map(this::words).collect(Collectors.joining("; "));
    }

    /** The steps without ENTER. */
    String effects() {
        return analysis.events().stream()
                .filter(e -> e.phase() != Phase.ENTER)
                .map(this::words)
                .collect(Collectors.joining("; "));
    }

    private String words(Event e) {
        String phase = e.phase() == Phase.EXIT || e.phase() == Phase.WHOLE
                ? ""
                : e.phase().name().toLowerCase(Locale.ROOT) + " ";
        return workers.get(e.worker()) + " " + phase + e.op().call() + (e.has(Event.WAITS) ? " waits" : "")
                + (e.has(Event.DIVERGES) ? " diverges" : "");
    }

    /** Who takes and gives back what, step by step: {@code 4 child p1:5 +}. */
    String holds() {
        List<String> rows = new ArrayList<>();
        ByteBuffer all = Tables.all(analysis, Story.Kind.HOLDS);
        for (int at = 0; at < all.limit(); at += Story.Kind.HOLDS.rowBytes()) {
            rows.add(all.getInt(at) + " " + workers.get(all.getShort(at + 4)) + " " + all.getShort(at + 6) + "."
                    + all.getShort(at + 12) + ":" + all.getInt(at + 8) + (all.getInt(at + 16) > 0 ? " +" : " -"));
        }
        return String.join("; ", rows);
    }

    /** The values of one cell, first to last. */
    String cell(int object, int cell) {
        return Tables.cells(analysis).stream()
                .filter(c -> c.object() == object && c.cell() == cell)
                .map(c -> Long.toString(c.value()))
                .collect(Collectors.joining(" "));
    }

    Set<Integer> waited() {
        return analysis.waited();
    }

    int edges() {
        return analysis.count(Story.Kind.EDGES);
    }

    long divergences() {
        return analysis.divergences();
    }

    /** Whether a story that is read from the trace is the same, in all of its tables. */
    boolean isReplayed() {
        Story again = Analysis.replay(objects, held, natives, analysis.events());
        for (Story.Kind kind : Story.Kind.values()) {
            if (!Tables.all(analysis, kind).equals(Tables.all(again, kind))) {
                return false;
            }
        }
        return true;
    }
}
