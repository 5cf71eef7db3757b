package dev.signalbox.analyze;

import dev.signalbox.primitive.State;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import dev.signalbox.trace.TraceException;
import dev.signalbox.trace.TraceFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Turns events, as they are collected, into steps in a causal order.
 *
 * <p>Assumptions: one thread calls {@link #take}, {@link #advance} and {@link #finish}; ids of calls are unique; all
 * stamps come from one monotonic clock. Guarantees: a step comes after every step of its thread and every step of its
 * object that it needs, at an instant within the call; any thread may call the other methods.
 */
public final class Analysis implements Story {
    private final Books books;
    private final Descriptors descriptors;
    private final Set<Integer> natives;
    private final List<Order> orders = new ArrayList<>();
    private final Map<Integer, Life> lives = new TreeMap<>();
    /** The worker of a process that another worker has started. */
    private final Map<Long, Life> children = new HashMap<>();

    private final Set<Integer> waited = new ConcurrentSkipListSet<>();
    private final Weave weave;
    private volatile List<Waiting> waiting = List.of();

    /** Of workers whose calls are all seen. */
    public Analysis(List<Watched> objects, List<Held> held) {
        this(objects, held, Set.of());
    }

    /**
     * @param objects what is watched; an event names it by its index
     * @param held what each worker holds of them at first
     * @param natives the workers whose calls nobody sees
     */
    public Analysis(List<Watched> objects, List<Held> held, Set<Integer> natives) {
        books = new Books(objects, held, natives);
        descriptors = new Descriptors(held);
        this.natives = Set.copyOf(natives);
        for (int i = 0; i < objects.size(); i++) {
            orders.add(new Order(books.state(i)));
        }
        weave = new Weave(books, orders, lives.values(), waited);
    }

    /** The story of a finished trace: its rows fix the order, so nothing is searched. */
    public static Story replay(List<Watched> objects, List<Held> held, Set<Integer> natives, Iterable<Event> steps) {
        Books books = new Books(objects, held, natives);
        steps.forEach(books::tell);
        books.end();
        return books;
    }

    /** An object that was not there at first; events name it by the next index. */
    public void appear(Watched watched) {
        State initial = Ledger.initial(orders.size(), watched, List.of(), Set.of());
        books.add(watched, initial);
        orders.add(new Order(initial));
    }

    /** Whether all that happens to an object is known, as far as the steps go. */
    public boolean isForeign(int object) {
        return !books.state(object).judges();
    }

    /** Who holds which descriptors, as far as the steps go. */
    public List<Held> held() {
        return books.held();
    }

    /** One event as collected: each thread's come in its own order, a worker's end after all of its threads'. */
    public void take(Event event) {
        boolean isForeign = event.op() == Op.INHERIT && natives.contains((int) event.arg0());
        Event collected = isForeign ? event.at(event.atNs(), Event.FOREIGN) : event;
        Life life = life(collected.worker());
        Track track = life.track(collected.tid());
        if (collected.op() != Op.EXIT && collected.phase() != Phase.CUT) {
            life.lastSeenNs = Math.max(life.lastSeenNs, collected.endNs());
        }
        if (collected.op() == Op.EXIT) {
            end(life, track, collected);
            return;
        }
        if (track.open != null && (!collected.ends() || collected.phase() == Phase.WHOLE)) {
            end(track.open, Inferred.cut(track.open.first, collected.startNs())); // its end was lost
        }
        if (track.open != null) {
            end(track.open, collected);
        } else {
            begin(track, collected);
        }
        descriptors.see(collected);
    }

    /** Says which rows it may not come before. */
    private void tie(Act act) {
        Event last = act.last;
        Life life = act.track.life;
        if (last.op() == Op.START) {
            act.needs = life.started;
            life.begun = new Milestone();
            act.reaches = life.begun;
        } else if (last.op() == Op.EXIT) {
            act.reaches = life.over;
        } else if (last.op() == Op.SPAWN && last.arg0() >= 0) {
            spawned(act, life((int) last.arg0()));
        } else if (last.op() == Op.WAITPID && last.result() > 0 && children.containsKey(last.result())) {
            act.child = children.get(last.result());
            act.needs = act.child.over;
        }
    }

    private void spawned(Act act, Life child) {
        if (act.last.result() > 0) {
            child.started = new Milestone();
            act.reaches = child.started;
            children.put(act.last.result(), child);
        } else if (act.last.phase().isOver()) {
            // What it was to inherit it never had.
            closeAll(child, child.track(0), act.last);
        }
    }

    private void begin(Track track, Event first) {
        Act act = new Act(track, first);
        track.acts.addLast(act);
        if (first.ends()) {
            act.ended(first);
            tie(act);
        } else {
            track.open = act;
        }
        if (isOrdered(act) && !act.isCut()) {
            Order order = orders.get(first.object());
            order.began(track.lanes.computeIfAbsent(first.object(), o -> order.lane(first.worker(), false)), act);
        }
    }

    private void end(Act act, Event last) {
        act.ended(last);
        tie(act);
        act.track.open = null;
        if (isOrdered(act)) {
            orders.get(act.first.object()).ended(act.track.lanes.get(act.first.object()), act);
        }
    }

    private void end(Life life, Track last, Event exit) {
        for (Track track : life.tracks) {
            if (track.open != null) {
                end(track.open, Inferred.cut(track.open.first, exit.endNs()));
            }
        }
        closeAll(life, last, exit);
        begin(last, exit);
    }

    private void closeAll(Life life, Track last, Event by) {
        for (Held held : descriptors.of(life.worker)) {
            Act close = new Act(last, Inferred.close(by, held));
            close.ended(close.first);
            Order order = orders.get(held.object());
            order.began(life.exitLanes.computeIfAbsent(held.object(), o -> order.lane(life.worker, true)), close);
            life.closesLeft++;
            descriptors.see(close.first);
        }
    }

    private boolean isOrdered(Act act) {
        return books.isWatched(act.first);
    }

    private Life life(int worker) {
        return lives.computeIfAbsent(worker, Life::new);
    }

    /**
     * Makes steps of what can be no other way any more.
     *
     * @param watermarkNs all that began until then was taken, and no call in flight took effect before it unseen
     */
    public void advance(long watermarkNs) {
        long limitNs = watermarkNs;
        for (Order order : orders) {
            order.advance(watermarkNs);
            limitNs = Math.min(limitNs, order.limitNs());
        }
        weave.run(limitNs);
    }

    /** Nothing more will come: everything left becomes steps. */
    public void finish() {
        orders.forEach(Order::finish);
        weave.drain();
        List<Waiting> open = new ArrayList<>();
        for (Life life : lives.values()) {
            for (Track track : life.tracks) {
                if (track.open != null) {
                    Event enter = track.open.first;
                    open.add(new Waiting(life.worker, track.tid, enter, track.open.enterStep, books.why(enter)));
                }
            }
        }
        waiting = List.copyOf(open);
        books.end();
    }

    /** Events that the models could not explain. */
    public long divergences() {
        return weave.divergences();
    }

    /** How many moves the searches for the orders have tried: what they cost, whatever the machine. */
    long moves() {
        return orders.stream().mapToLong(Order::moves).sum();
    }

    /** The calls that were still open when the story ended; empty before. */
    public List<Waiting> waiting() {
        return waiting;
    }

    /** The workers that had a call which could not complete when it began. */
    public Set<Integer> waited() {
        return Set.copyOf(waited);
    }

    /** The steps so far, the first is step 1. */
    public List<Event> events() {
        ByteBuffer rows = rows(Kind.EVENTS, 0, count(Kind.EVENTS));
        List<Event> events = new ArrayList<>();
        try {
            while (rows.hasRemaining()) {
                events.add(TraceFormat.decode(rows));
            }
        } catch (TraceException ownRows) {
            throw new IllegalStateException(ownRows);
        }
        return events;
    }

    @Override
    public int count(Kind kind) {
        return books.count(kind);
    }

    @Override
    public ByteBuffer rows(Kind kind, int from, int to) {
        return books.rows(kind, from, to);
    }

    @Override
    public boolean ended() {
        return books.ended();
    }
}
