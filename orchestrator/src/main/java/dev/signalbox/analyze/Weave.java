package dev.signalbox.analyze;

import dev.signalbox.analyze.Story.Kind;
import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import java.util.Collection;
import java.util.List;

/**
 * Merges the threads' own orders and the objects' orders into one of steps.
 *
 * <p>It only ever takes the head of a queue, the one with the earliest instant: so equal stamps can break neither the
 * order of a thread nor that of an object.
 */
final class Weave {
    /** An option of waitpid: it never waits. */
    private static final int WNOHANG = 1;

    private final Books books;
    private final List<Order> orders;
    private final Collection<Life> lives;
    private final Collection<Integer> waited;

    private long atNs;
    private volatile long divergences;

    private long bestNs;
    private Track bestTrack;
    private Placed bestPlaced;
    private Order bestOrder;

    Weave(Books books, List<Order> orders, Collection<Life> lives, Collection<Integer> waited) {
        this.books = books;
        this.orders = orders;
        this.lives = lives;
        this.waited = waited;
    }

    long divergences() {
        return divergences;
    }

    /** Writes all steps up to an instant. */
    void run(long limitNs) {
        while (find() && bestNs <= limitNs) {
            atNs = Math.max(atNs, bestNs);
            if (bestOrder != null) {
                bestOrder.placed().removeFirst();
                inferred(bestPlaced);
            } else {
                own(bestTrack);
            }
        }
    }

    /** Writes all that is left; where the orders contradict each other, that of a thread holds. */
    void drain() {
        run(Long.MAX_VALUE);
        for (Track track = contradicted(); track != null; track = contradicted()) {
            Act act = track.acts.peekFirst();
            Order order = orders.get(act.first.object());
            order.placed().removeIf(p -> p.act() == act && p.kind() == Move.Kind.FINISH);
            atNs = Math.max(atNs, act.startNs);
            order.placed().addFirst(new Placed(Move.Kind.FINISH, act, false, 0, atNs));
            act.diverges = true;
            own(track);
            run(Long.MAX_VALUE);
        }
        for (Act act = held(); act != null; act = held()) {
            act.needs = null;
            act.track.life.begun = null;
            run(Long.MAX_VALUE);
        }
    }

    /** One that waits for a row which never came. */
    private Act held() {
        for (Life life : lives) {
            for (Track track : life.tracks) {
                Act act = track.acts.peekFirst();
                boolean isHeld = act != null && !(Milestone.isReached(act.needs) && Milestone.isReached(life.begun));
                if (isHeld && (!act.isOpen() || !act.hasBegun())) {
                    return act;
                }
            }
        }
        return null;
    }

    private Track contradicted() {
        Track first = null;
        for (Life life : lives) {
            for (Track track : life.tracks) {
                Act act = track.acts.peekFirst();
                boolean isStuck = act != null && act.hasBegun() && !act.isOpen() && books.isWatched(act.first);
                if (isStuck && (first == null || act.endNs < first.acts.peekFirst().endNs)) {
                    first = track;
                }
            }
        }
        return first;
    }

    /** The head with the earliest instant among those that may go. */
    private boolean find() {
        bestNs = Long.MAX_VALUE;
        bestOrder = null;
        bestTrack = null;
        for (Order order : orders) {
            Placed head = order.placed().peekFirst();
            if (head != null && mayGo(head) && head.instantNs() < bestNs) {
                bestNs = head.instantNs();
                bestOrder = order;
                bestPlaced = head;
            }
        }
        for (Life life : lives) {
            for (Track track : life.tracks) {
                Act act = track.acts.peekFirst();
                long ns = act == null ? Long.MAX_VALUE : readyNs(life, act);
                if (ns < bestNs) {
                    bestNs = ns;
                    bestTrack = track;
                    bestOrder = null;
                }
            }
        }
        return bestNs < Long.MAX_VALUE;
    }

    /** Whether what nobody has recorded may become a row: a part after ENTER, a close after all else of its worker. */
    private static boolean mayGo(Placed head) {
        return head.isExit()
                ? head.act().track.life.hasOnlyCuts()
                : head.kind() != Move.Kind.FINISH && head.act().hasBegun();
    }

    /** The instant of a thread's next row; MAX_VALUE when it may not go yet. */
    private long readyNs(Life life, Act act) {
        if (act.reaches != life.begun && !Milestone.isReached(life.begun)) {
            return Long.MAX_VALUE;
        }
        if (!act.hasBegun()) {
            // What comes after its beginning says whether it is asleep.
            return isBeyondTheModels(act) && act.isOpen() ? act.startNs + 1 : act.startNs;
        }
        if (act.isOpen() || act.first.op() == Op.EXIT && !life.isOver() || !Milestone.isReached(act.needs)) {
            return Long.MAX_VALUE;
        }
        Effect effect = act.first.op().effect();
        if ((effect == Effect.FORK || effect == Effect.SIGNAL) && !books.isWatched(act.first)) {
            return act.startNs; // what it starts can be over before it returns
        }
        if (act.isCut() || !books.isWatched(act.first)) {
            return act.endNs;
        }
        Placed head = orders.get(act.first.object()).placed().peekFirst();
        return head != null && head.act() == act && head.kind() == Move.Kind.FINISH ? head.instantNs() : Long.MAX_VALUE;
    }

    /** Whether a call can wait, but for what no model of an object knows. */
    private boolean isBeyondTheModels(Act act) {
        Event enter = act.first;
        boolean isForChild = enter.op() == Op.WAITPID && (enter.arg1() & WNOHANG) == 0;
        return isForChild || enter.op() == Op.POLL && enter.arg0() < 0 && !books.isWatched(enter);
    }

    /**
     * Whether such a call waits for certain.
     *
     * <p>One that is still open: up to the instant of its row all that could act unseen was proven asleep. One that has
     * returned a child that was seen to do something after the call had begun.
     */
    private static boolean waitsSurely(Act act) {
        return act.isOpen() || act.child != null && act.child.lastSeenNs > act.startNs;
    }

    /** The next row that a thread has recorded itself. */
    private void own(Track track) {
        Act act = track.acts.peekFirst();
        if (!act.hasBegun()) {
            boolean waits = books.lacks(act.first) != null || isBeyondTheModels(act) && waitsSurely(act);
            if (waits) {
                waited.add(act.first.worker());
            }
            act.enterStep = books.count(Kind.EVENTS) + 1;
            tell(act.first, waits ? Event.WAITS : 0);
            return;
        }
        track.acts.removeFirst();
        if (!act.isCut() && books.isWatched(act.first)) {
            orders.get(act.first.object()).placed().removeFirst();
        }
        tell(act.last, act.diverges ? Event.DIVERGES : 0);
        if (act.reaches != null) {
            act.reaches.reach();
        }
    }

    /** A row that no thread has recorded: a part of a call, or a close by the end of a process. */
    private void inferred(Placed placed) {
        Act act = placed.act();
        if (placed.isExit()) {
            Life life = act.track.life;
            for (Track track : life.tracks) {
                Act head = track.acts.peekFirst();
                if (head != null && head.hasBegun() && head.isCut() && head.first.object() == act.first.object()) {
                    own(track);
                }
            }
            life.closesLeft--;
            tell(act.last, act.diverges ? Event.DIVERGES : 0);
            return;
        }
        tell(Inferred.part(act.first, placed.moved(), atNs), 0);
    }

    private void tell(Event e, int flags) {
        boolean isExplained = books.tell(e.at(atNs, flags));
        if (!isExplained || (flags & Event.DIVERGES) != 0) {
            divergences = divergences + 1;
        }
    }
}
