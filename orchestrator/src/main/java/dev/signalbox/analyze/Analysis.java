package dev.signalbox.analyze;

import dev.signalbox.trace.Event;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * Turns events, as they are collected, into steps in a causal order.
 *
 * <p>Assumptions: one thread calls {@link #take}, {@link #advance} and {@link #finish}. Guarantees: any thread may call
 * the methods of {@link Story}.
 */
public final class Analysis implements Story {
    private final Books books;

    public Analysis(List<Watched> objects, List<Held> held) {
        books = new Books(objects, held);
    }

    /** The story of a finished trace: its rows fix the order, so nothing is searched. */
    public static Story replay(List<Watched> objects, List<Held> held, Iterable<Event> steps) {
        Books books = new Books(objects, held);
        for (Event step : steps) {
            books.tell(step);
        }
        books.end();
        return books;
    }

    /** One event as collected; each thread's come in its own order. */
    public void take(Event collected) {
        books.tell(collected.at(collected.endNs(), 0));
    }

    /** Everything that began until then was taken, and no call in flight can have taken effect unseen. */
    public void advance(long watermarkNs) {}

    /** Nothing more will come: everything left becomes steps. */
    public void finish() {
        books.end();
    }

    /** Events that the models could not explain. */
    public long divergences() {
        return 0;
    }

    /** The calls that were still open when the story ended. */
    public List<Waiting> waiting() {
        return List.of();
    }

    /** The workers that had a call which could not complete when it began. */
    public Set<Integer> waited() {
        return Set.of();
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
