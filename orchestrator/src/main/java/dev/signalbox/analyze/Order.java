package dev.signalbox.analyze;

import dev.signalbox.analyze.Move.Kind;
import dev.signalbox.primitive.Call;
import dev.signalbox.primitive.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Random;
import java.util.Set;

/**
 * Finds an order of the calls on one object that its model and all stamps allow.
 *
 * <p>Linearizability is local (Herlihy and Wing 1990), so each object has an order of its own. The search is depth first
 * (Wing and Gong 1993) and remembers the configurations that led nowhere (Lowe 2017). Greedy choices are nearly always
 * right; those of the last {@link #LAG_NS} and the last {@link #LAG_MOVES} can still be taken back.
 */
final class Order {
    /** How far behind the watermark a choice becomes final: the page sees some steps that much later. */
    static final long LAG_NS = 20_000_000;
    /** How many choices can be taken back. */
    static final int LAG_MOVES = 512;
    /** How many moves one attempt may try; then it counts as failed. */
    private static final int MOVES_MAX = 30_000;
    /** How many more moves the searches that come last before a call is forced may try, all together. */
    private static final int THOROUGH_MOVES_MAX = 1_000_000;

    /** How many moves are tried before a jump back; the first goes back by {@link #JUMP_MIN}, each next twice as far. */
    private static final int DIVE_MOVES = 3000;

    private static final int JUMP_MIN = 16;
    /** How often an attempt that fails is repeated with less to explain, before it is with nothing. */
    private static final int RETREATS_MAX = 3;
    /** A call that fits nowhere is forced after so many advances ... */
    static final int HOLDS_MAX = 400;
    /** ... and so much time: the end of a process, which may explain it, can become known that late. */
    static final long HOLD_NS_MAX = 1_000_000_000;

    /** A configuration on the way to the tip, and what can be done in it. */
    private static final class Frame {
        final Move[] moves;
        /** Whether no other move than these can ever become known. */
        final boolean isComplete;

        int tried;
        State stateBefore;
        long instantBefore;
        int nextBefore;
        Call callBefore;

        Frame(Move[] moves, boolean isComplete) {
            this.moves = moves;
            this.isComplete = isComplete;
        }

        Move move() {
            return moves[tried - 1];
        }

        long instantNs() {
            return Math.max(instantBefore, move().act().startNs);
        }

        boolean isSure() {
            return isComplete && moves.length == 1 && move().kind() == Kind.FINISH;
        }
    }

    private final Choices choices = new Choices();
    private final ArrayDeque<Frame> path = new ArrayDeque<>();
    private final Content content = new Content();
    private final Set<Long> failed = new HashSet<>();
    private final Deque<Placed> placed = new ArrayDeque<>();

    /** The object at the tip of the path. */
    private State state;

    private long instantNs;
    /** The instant of the last move that is final. */
    private long finalNs;

    private boolean changed;
    private int holds;
    private long heldSinceNs;
    private int movesMax = MOVES_MAX;
    private int thoroughLeft = THOROUGH_MOVES_MAX;
    /** How many the last search has tried. */
    private int moves;
    /** Whether the last search failed for lack of time, not of possibilities. */
    private boolean gaveUp;
    /** Whether that is why the order is held: then nothing becomes final, since the mistake may be anywhere. */
    private boolean isUnsure;

    /** For the ways to go after a jump; the seed is fixed, so that a trace has one story. */
    private final Random random = new Random(1);
    /** When the call ends that the last search, where it came furthest, could not place. */
    private long stuckNs;

    Order(State initial) {
        state = initial;
    }

    Lane lane(int worker, boolean isExit) {
        Lane lane = new Lane(worker, isExit);
        choices.add(lane);
        return lane;
    }

    /** A call on this object has begun, or both begun and ended. */
    void began(Lane lane, Act act) {
        lane.add(act);
        changed = true;
    }

    /** A call on this object that had begun has ended. */
    void ended(Lane lane, Act act) {
        if (act.isCut()) {
            choices.cut(lane, act);
        }
        changed = true;
    }

    /** What is final and has not become steps yet, oldest first. */
    Deque<Placed> placed() {
        return placed;
    }

    /** No call that has no final place yet needs one before this instant. */
    long limitNs() {
        return path.isEmpty() ? choices.earliestEndNs() : path.peekFirst().instantNs();
    }

    /** Orders all that has ended by then. */
    void advance(long watermarkNs) {
        // What failed for lack of time is tried again less and less often.
        boolean isWorthIt = isUnsure ? Integer.bitCount(holds) == 1 : changed || holds == 0;
        if (isWorthIt || isHeldTooLong(watermarkNs)) {
            changed = false;
            decide(watermarkNs, false);
        } else {
            holds++;
        }
        if (!isUnsure) {
            fix(watermarkNs, false);
        }
    }

    /** Orders all there is. */
    void finish() {
        choices.finish();
        decide(Act.OPEN - 1, true);
        fix(Act.OPEN - 1, true);
    }

    private boolean isHeldTooLong(long watermarkNs) {
        return holds >= HOLDS_MAX && watermarkNs - heldSinceNs >= HOLD_NS_MAX;
    }

    private void decide(long watermarkNs, boolean finishing) {
        while (!search(watermarkNs, watermarkNs, movesMax)) {
            isUnsure = gaveUp;
            boolean isLast = finishing || isHeldTooLong(watermarkNs);
            if (isLast && gaveUp && thoroughLeft > 0) {
                boolean found = search(watermarkNs, watermarkNs, thoroughLeft);
                thoroughLeft -= moves;
                if (found) {
                    break;
                }
            }
            retreat(watermarkNs);
            if (holds++ == 0) {
                heldSinceNs = watermarkNs;
            }
            if (!isLast) {
                return;
            }
            force();
        }
        holds = 0;
        isUnsure = false;
        movesMax = MOVES_MAX;
    }

    /** Places what can be placed before the call that fits nowhere. */
    private void retreat(long watermarkNs) {
        long horizonNs = stuckNs - 1;
        unwind();
        for (int tries = 1; !search(horizonNs, watermarkNs, movesMax); tries++) {
            unwind();
            horizonNs = tries < RETREATS_MAX ? Math.min(horizonNs, stuckNs) - 1 : Long.MIN_VALUE;
        }
    }

    /** Gives the next place to the call that ends first, though the model says otherwise. */
    private void force() {
        fix(0, true);
        Lane lane = choices.earliest();
        int index = lane.pending();
        Act act = lane.act(index);
        act.diverges = true;
        state = Fit.bent(state, act.call, act.last);
        content.clear();
        instantNs = Math.max(instantNs, act.startNs);
        lane.next = index + 1;
        settle(Kind.FINISH, lane, index, act, 0, instantNs);
        holds = 0;
        movesMax = Math.max(MOVES_MAX / 64, movesMax / 2);
    }

    private boolean search(long horizonNs, long watermarkNs, int most) {
        failed.clear();
        moves = 0;
        int leftHere = DIVE_MOVES;
        int jump = JUMP_MIN;
        int stale = path.size(); // frames of earlier searches, which do not know what has come since
        boolean isGreedy = true;
        gaveUp = false;
        stuckNs = Long.MIN_VALUE;
        while (true) {
            Move[] next = choices.at(state, instantNs, finalNs, horizonNs, watermarkNs);
            if (next == null) {
                return true;
            }
            if (choices.earliestEndNs() > stuckNs) {
                // Further than ever: only moves that lead no further are counted.
                stuckNs = choices.earliestEndNs();
                moves = 0;
                leftHere = DIVE_MOVES;
                jump = JUMP_MIN;
                isGreedy = true;
            }
            if (moves++ == most) {
                gaveUp = true;
                return false;
            }
            if (leftHere-- == 0) {
                // The mistake is further back than a search from the tip can reach: jump, and go another way.
                for (int i = 0; i < jump && !path.isEmpty(); i++) {
                    undo(path.removeLast());
                }
                stale = Math.min(stale, path.size());
                jump = path.isEmpty() ? JUMP_MIN : jump * 2;
                leftHere = DIVE_MOVES;
                isGreedy = false;
                continue;
            }
            if (!isGreedy && next.length > 1 && random.nextBoolean()) {
                int other = 1 + random.nextInt(next.length - 1);
                Move first = next[0];
                next[0] = next[other];
                next[other] = first;
            }
            path.addLast(new Frame(next, choices.areSure()));
            while (!step(path.peekLast())) {
                path.removeLast();
                if (path.size() >= stale) {
                    failed.add(fingerprint());
                }
                if (path.isEmpty() && stale == 0) {
                    return false;
                }
                if (path.isEmpty()) {
                    stale = 0;
                    failed.clear(); // once more, and from the start
                    break;
                }
                undo(path.peekLast());
            }
        }
    }

    /** Makes the next move of the frame at the tip that is not known to lead nowhere. */
    private boolean step(Frame frame) {
        while (frame.tried < frame.moves.length) {
            Move move = frame.moves[frame.tried++];
            if (!fits(move)) {
                continue;
            }
            frame.stateBefore = state;
            frame.instantBefore = instantNs;
            frame.nextBefore = move.lane().next;
            frame.callBefore = move.act().call;
            state = move.next();
            instantNs = frame.instantNs();
            content.moved(frame.stateBefore, state, move.act().first.preview(), Fit.moved(frame.callBefore));
            move.act().call = move.after();
            if (move.kind() == Kind.FINISH) {
                move.lane().next = move.index() + 1;
            }
            if (failed.isEmpty() || !failed.contains(fingerprint())) {
                return true;
            }
            undo(frame);
        }
        return false;
    }

    /** Whether a read brought the bytes that are there. */
    private boolean fits(Move move) {
        boolean takes = move.kind() == Kind.FINISH && move.next().consumed() > state.consumed();
        return !takes || content.fits(state, move.act().last.preview());
    }

    private long fingerprint() {
        return choices.fingerprint(state) ^ content.fingerprint(state);
    }

    private void undo(Frame frame) {
        Move move = frame.move();
        state = frame.stateBefore;
        content.undo(state);
        instantNs = frame.instantBefore;
        move.lane().next = frame.nextBefore;
        move.act().call = frame.callBefore;
    }

    private void unwind() {
        while (!path.isEmpty()) {
            undo(path.removeLast());
        }
    }

    /** Makes moves final, the oldest first. */
    private void fix(long watermarkNs, boolean all) {
        long[] latestNs = latest(watermarkNs);
        for (int i = 0; !path.isEmpty(); i++) {
            Frame first = path.peekFirst();
            boolean isOld = first.instantNs() <= watermarkNs - LAG_NS || path.size() > LAG_MOVES;
            if (!all && !isOld && !first.isSure()) {
                return;
            }
            path.removeFirst();
            Move move = first.move();
            content.forget(first.stateBefore);
            long earliestNs = Math.max(finalNs, first.instantNs());
            // A call has its effect as late as the stamps allow, since its thread was told soon after; a part as early.
            long atNs = move.kind() == Kind.FINISH ? Math.max(earliestNs, latestNs[i]) : earliestNs;
            settle(move.kind(), move.lane(), move.index(), move.act(), move.moved(), atNs);
        }
    }

    /** For each move of the path the latest instant: it and all that come after it have ended no earlier. */
    private long[] latest(long watermarkNs) {
        long[] latest = new long[path.size()];
        long min = Math.min(choices.earliestEndNs(), watermarkNs);
        int i = latest.length;
        for (Iterator<Frame> back = path.descendingIterator(); back.hasNext(); ) {
            Move move = back.next().move();
            min = move.kind() == Kind.FINISH ? Math.min(min, move.act().endNs) : min;
            latest[--i] = min;
        }
        return latest;
    }

    private void settle(Kind kind, Lane lane, int index, Act act, long moved, long atNs) {
        placed.addLast(new Placed(kind, act, lane.isExit, moved, atNs));
        finalNs = atNs;
        if (kind == Kind.FINISH) {
            lane.fixed(index + 1);
        }
    }
}
