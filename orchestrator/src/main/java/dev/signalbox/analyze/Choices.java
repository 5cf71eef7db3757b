package dev.signalbox.analyze;

import dev.signalbox.analyze.Move.Kind;
import dev.signalbox.primitive.Call;
import dev.signalbox.primitive.Done;
import dev.signalbox.primitive.State;
import dev.signalbox.primitive.Waits;
import dev.signalbox.trace.Effect;
import java.util.ArrayList;
import java.util.List;

/** What can happen next to one object, by the stamps and by its model. */
final class Choices {
    /** A call whose effect nobody saw: it may have happened after the acts before it in its lane. */
    private record Cut(Lane lane, int index, Act act) {}

    /** Only so many effects that nobody saw are thought of; older ones are taken not to have happened. */
    private static final int CUTS_MAX = 64;

    private final List<Lane> lanes = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final List<Move> found = new ArrayList<>();

    /** Nothing more will come: a call that is still open may have taken effect. */
    private boolean finishing;

    /** Whether the moves found last are all that can ever be possible there. */
    private boolean sure;

    void add(Lane lane) {
        lanes.add(lane);
    }

    void cut(Lane lane, Act act) {
        int index = lane.next;
        while (lane.act(index) != act) {
            index++;
        }
        cuts.add(new Cut(lane, index, act));
        if (cuts.size() > CUTS_MAX) {
            cuts.remove(0);
        }
    }

    void finish() {
        finishing = true;
    }

    boolean areSure() {
        return sure;
    }

    /** The lane whose next act ends first of all; null when none has ended. */
    Lane earliest() {
        Lane earliest = null;
        long min = Act.OPEN;
        for (Lane lane : lanes) {
            long end = endNs(lane);
            if (end < min) {
                min = end;
                earliest = lane;
            }
        }
        return earliest;
    }

    /** When the next act of all ends: whatever begins later comes after it. */
    long earliestEndNs() {
        long min = Act.OPEN;
        for (Lane lane : lanes) {
            min = Math.min(min, endNs(lane));
        }
        return min;
    }

    /** Whether a call of another lane, which has no place yet, could put bytes in. */
    boolean hasRival(Lane own, State state, long watermarkNs) {
        for (Lane lane : lanes) {
            int i = lane.pending();
            boolean hasBegun = lane != own && i < lane.end() && lane.act(i).startNs <= watermarkNs;
            if (hasBegun && Fit.puts(state, lane.act(i).call)) {
                return true;
            }
        }
        return false;
    }

    private static long endNs(Lane lane) {
        int i = lane.pending();
        return i < lane.end() ? lane.act(i).endNs : Act.OPEN;
    }

    /**
     * The moves from a configuration, the best first.
     *
     * @param finalNs the instant of the last move that is final
     * @param watermarkNs what began by then is known, and what has ended by then must find its place
     * @return null when everything that must be placed is
     */
    Move[] at(State state, long instantNs, long finalNs, long watermarkNs) {
        found.clear();
        long endNs = earliestEndNs();
        boolean isDone = endNs > watermarkNs;
        sure = !isDone;
        if (!isDone && endNs < instantNs && endNs >= finalNs) {
            return new Move[0]; // somebody was placed before one that had ended when it began
        }
        for (Lane lane : lanes) {
            int i = lane.pending();
            if (i < lane.end() && lane.act(i).startNs <= (isDone ? watermarkNs : endNs)) {
                Act act = lane.act(i);
                if (lane.isExit) {
                    offerClose(lane, i, act, state, isDone);
                } else {
                    offer(lane, i, act, state, isDone);
                }
            }
        }
        if (isDone) {
            return found.isEmpty() ? null : sorted();
        }
        for (Cut cut : cuts) {
            if (mayStillHaveActed(cut) && cut.act.startNs <= endNs) {
                boolean isLate = Math.max(instantNs, cut.act.startNs) > cut.act.endNs;
                offerUnseen(cut.lane, cut.index, cut.act, state, isLate ? Move.LATEST : Move.LATE);
            }
        }
        return sorted();
    }

    /**
     * It was before the next call of its thread, and before the closes by the end of its process. But where those are
     * final already, an effect that only a later result gives away is better late than never.
     */
    private boolean mayStillHaveActed(Cut cut) {
        boolean isNext = cut.lane.next <= cut.index && cut.index < cut.lane.pending();
        if (cut.act.call == null || !isNext && cut.lane.nextFinal <= cut.index) {
            return false;
        }
        for (Lane lane : lanes) {
            if (lane.isExit && lane.worker == cut.lane.worker && lane.next > 0 && lane.nextFinal == 0) {
                return false;
            }
        }
        return true;
    }

    private void offerClose(Lane lane, int index, Act act, State state, boolean isDone) {
        for (Lane other : lanes) {
            int i = other.pending();
            if (other.worker == lane.worker
                    && !other.isExit
                    && i < other.end()
                    && !other.act(i).isOpen()) {
                return;
            }
        }
        State next = isDone ? null : Fit.ended(state, act.call, act.last);
        if (next != null) {
            found.add(new Move(Kind.FINISH, lane, index, act, next, 0, act.call, act.endNs));
        }
    }

    private void offer(Lane lane, int index, Act act, State state, boolean isDone) {
        Call call = act.call;
        if (call == null) {
            return;
        }
        boolean hasEnded = !act.isOpen();
        State ended = hasEnded && !isDone ? Fit.ended(state, call, act.last) : null;
        if (ended != null) {
            long urgency = state.expects(call, act.last.result()) ? act.endNs : Move.LATE;
            found.add(new Move(Kind.FINISH, lane, index, act, ended, 0, call, urgency));
        }
        if (finishing && !hasEnded && !isDone) {
            offerUnseen(lane, index, act, state, Move.LATEST);
        }
        Effect effect = call.op().effect();
        boolean mayBuffer = Streams.mayBuffer(act.first.op()) && !hasEnded;
        if (!act.first.op().blocks() || effect != Effect.WRITE && effect != Effect.OPEN || mayBuffer && isDone) {
            return;
        }
        // Of an open that was cut short, too: others may have met it.
        Waits waits = ended == null || effect == Effect.OPEN ? Fit.part(state, Streams.known(act)) : null;
        boolean hasParts = waits != null
                && waits.moved() > 0
                && (!hasEnded || effect == Effect.OPEN || Fit.moved(call) + waits.moved() <= Streams.moved(act.last));
        boolean mayJoin = call.moved() == Call.NEW && !isDone && effect == Effect.WRITE && !mayBuffer;
        if (mayJoin) {
            act.metNoRoom |= waits != null && waits.moved() == 0;
        }
        if (hasParts) {
            // Who slept wakes late when the processors are busy: its part comes only when it must, or is missed.
            long urgency = call.moved() == Call.NEW && !act.metNoRoom ? act.startNs : act.endNs - 1;
            found.add(part(lane, index, act, waits, mayBuffer ? Move.LATE : urgency));
        }
        if (mayJoin) {
            if (act.metNoRoom && (ended != null || hasParts)) {
                offerSleep(lane, index, act, state, hasParts ? act.startNs - 1 : act.endNs - 1);
            }
        }
    }

    /** A write that has slept already does not join the last page; where that makes a difference, it most likely did. */
    private void offerSleep(Lane lane, int index, Act act, State state, long urgency) {
        Call asleep = act.call.resumed(0);
        if (!state.answer(act.call).next().equals(state.answer(asleep).next())) {
            found.add(new Move(Kind.SLEEP, lane, index, act, state, 0, asleep, urgency));
        }
    }

    /** An effect that nobody saw: only when a later result cannot be explained without it. */
    private void offerUnseen(Lane lane, int index, Act act, State state, long urgency) {
        Effect effect = act.call.op().effect();
        if (effect != Effect.READ && effect != Effect.WRITE) {
            return;
        }
        Waits waits = Fit.part(state, act.call);
        if (waits != null) {
            if (waits.moved() > 0 && act.isCut()) {
                found.add(part(lane, index, act, waits, urgency));
            }
            return;
        }
        Done done = Fit.whole(state, act.call);
        if (done != null && done.errno() == 0 && done.result() > Fit.moved(act.call)) {
            long moved = done.result() - Fit.moved(act.call);
            found.add(new Move(Kind.TAKE, lane, index, act, done.next(), moved, null, urgency));
        }
    }

    private static Move part(Lane lane, int index, Act act, Waits waits, long urgency) {
        Call after = act.call.resumed(waits.moved());
        return new Move(Kind.PART, lane, index, act, waits.next(), waits.moved(), after, urgency);
    }

    private Move[] sorted() {
        Move[] moves = found.toArray(new Move[0]);
        for (int i = 1; i < moves.length; i++) {
            Move move = moves[i];
            int at = i;
            while (at > 0 && moves[at - 1].urgency() > move.urgency()) {
                moves[at] = moves[at - 1];
                at--;
            }
            moves[at] = move;
        }
        return moves;
    }

    /** A number for a configuration; two that differ have the same one with a chance of 1 in 2^32 or less. */
    long fingerprint(State state) {
        long hash = state.hashCode();
        for (Lane lane : lanes) {
            int i = lane.pending();
            hash = mix(hash, lane.next);
            hash = i < lane.end() ? mix(hash, place(lane.act(i))) : hash;
        }
        for (Cut cut : cuts) {
            hash = mix(hash, place(cut.act));
        }
        return hash;
    }

    private static long place(Act act) {
        return act.call == null ? -2 : act.call.moved();
    }

    private static long mix(long hash, long value) {
        long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }
}
