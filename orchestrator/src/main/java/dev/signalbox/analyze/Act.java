package dev.signalbox.analyze;

import dev.signalbox.primitive.Call;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;

/** One call of one thread, from the event that begins it to the one that ends it. */
final class Act {
    /** End of a call that is still in flight. */
    static final long OPEN = Long.MAX_VALUE;

    final Track track;
    /** The event that tells what was called: ENTER, or WHOLE. */
    final Event first;

    final long startNs;
    /** EXIT, WHOLE or CUT; null while in flight. */
    Event last;

    long endNs = OPEN;

    /** Where the call stands at the tip of its object's order; null when a call that was cut short took effect. */
    Call call;
    /** Whether the model has ever let this write wait before it had moved anything. */
    boolean metNoRoom;

    /** What must have become a row before its last one. */
    Milestone needs;
    /** What its last row is for others. */
    Milestone reaches;

    /** Whose end a waitpid has told of; null for none. */
    Life child;

    boolean diverges;
    /** Step of its ENTER row, 0 before it has one. */
    int enterStep;

    Act(Track track, Event first) {
        this.track = track;
        this.first = first;
        this.startNs = first.startNs();
        this.call = Fit.call(first);
    }

    void ended(Event by) {
        last = by;
        endNs = by.endNs();
    }

    /** Whether nobody knows if it took effect; of an open that did, nothing is left. */
    boolean isCut() {
        return last != null && last.phase() == Phase.CUT && first.op() != Op.OPEN;
    }

    boolean isOpen() {
        return last == null;
    }

    /** Whether all that is still to come of it is its end: it has had its ENTER row, or has none. */
    boolean hasBegun() {
        return enterStep > 0 || first.phase() != Phase.ENTER;
    }
}
