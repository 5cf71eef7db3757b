package dev.signalbox.analyze;

import dev.signalbox.primitive.Call;
import dev.signalbox.primitive.State;

/**
 * One thing that can happen next to an object.
 *
 * @param index of the act in its lane
 * @param next the object afterwards
 * @param moved bytes, for all but FINISH
 * @param after where the call stands afterwards
 * @param urgency the lowest is tried first: a stamp where there is one
 */
record Move(Kind kind, Lane lane, int index, Act act, State next, long moved, Call after, long urgency) {
    enum Kind {
        /** The call takes (the rest of) its effect and returns as recorded. */
        FINISH,
        /** A call that goes on waiting moves some bytes. */
        PART,
        /** A write finds no room: from now on it is one that sleeps, which fills pages in another way. */
        SLEEP,
        /** A call that was cut short took effect all the same. */
        TAKE
    }

    static final long LATE = Long.MAX_VALUE - 1;
    static final long LATEST = Long.MAX_VALUE;
}
