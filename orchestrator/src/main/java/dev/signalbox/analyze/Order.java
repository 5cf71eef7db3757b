package dev.signalbox.analyze;

import dev.signalbox.analyze.Move.Kind;
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
    /** How many moves are tried before a jump back; the first goes back by {@link #JUMP_MIN}, each next twice as far. */
    private static final int DIVE_MOVES = 3000;

    private static final int JUMP_MIN = 16;
    /** A search that took no more moves can be repeated at every advance. */
    private static final int MOVES_CHEAP = 200;
    /** A call that fits nowhere is forced after so many advances ... */
    static final int HOLDS_MAX = 400;
    /** ... and so much time: the end of a process, which may explain it, can become known that late. */
    static final long HOLD_NS_MAX = 1_000_000_000;

    private final Choices choices = new Choices();
    private final ArrayDeque<Frame> path = new ArrayDeque<>();
    /** Where a search came furthest, the path was the first {@link #kept} frames of it, and these. */
    private final ArrayDeque<Frame> furthest = new ArrayDeque<>();

    private int kept;
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
    private final Credit credit = new Credit();
    /** How many moves the last search has tried. */
    private long moves;
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
        return path.isEmpty()
                ? choices.earliestEndNs()
                : Math.max(finalNs, path.peekFirst().instantNs());
    }

    /** How many moves have been tried: what it all has cost. */
    long moves() {
        return credit.spent();
    }

    /** Orders all that has ended by then. */
    void advance(long watermarkNs) {
        // What failed and was not cheap is tried again less and less often.
        boolean isWorthIt = holds == 0 || changed && (moves < MOVES_CHEAP || Integer.bitCount(holds) == 1);
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
        while (!search(watermarkNs, credit.forSearch())) {
            boolean isAmple = credit.isAmple();
            boolean isLast = finishing || isHeldTooLong(watermarkNs) || gaveUp && !isAmple;
            if (isLast && gaveUp && isAmple && search(watermarkNs, credit.all())) {
                break;
            }
            isUnsure = gaveUp;
            retreat();
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
    }

    /** Back to where the search came furthest. */
    private void retreat() {
        while (path.size() > kept) {
            undo(path.removeLast());
        }
        for (Frame frame : furthest) {
            make(frame);
            path.addLast(frame);
        }
        furthest.clear();
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
    }

    private boolean search(long watermarkNs, long most) {
        failed.clear();
        moves = 0;
        long wasted = 0;
        int leftHere = 0;
        int jump = 0;
        int stale = path.size(); // frames of earlier searches, which do not know what has come since
        boolean isGreedy = true;
        gaveUp = false;
        stuckNs = Long.MIN_VALUE;
        while (true) {
            Move[] next = choices.at(state, instantNs, finalNs, watermarkNs);
            if (next == null) {
                return true;
            }
            if (choices.earliestEndNs() > stuckNs) {
                // Further than ever: only moves that lead no further are counted.
                stuckNs = choices.earliestEndNs();
                kept = path.size();
                furthest.clear();
                wasted = 0;
                leftHere = DIVE_MOVES;
                jump = JUMP_MIN;
                isGreedy = true;
            }
            moves++;
            credit.spend();
            if (wasted++ == most || wasted > Credit.FREE && credit.isSpent()) {
                gaveUp = true;
                return false;
            }
            if (leftHere-- == 0) {
                // The mistake is further back than a search from the tip can reach: jump, and go another way.
                for (int i = 0; i < jump && !path.isEmpty(); i++) {
                    back();
                    path.removeLast();
                }
                stale = Math.min(stale, path.size());
                jump = path.isEmpty() ? JUMP_MIN : jump * 2;
                leftHere = DIVE_MOVES;
                isGreedy = false;
                continue;
            }
            Frame frame = new Frame(next, choices.areSure());
            if (!isGreedy) {
                frame.shuffle(random);
            }
            path.addLast(frame);
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
                back();
            }
        }
    }

    /** Takes back the move at the tip. */
    private void back() {
        Frame tip = path.peekLast();
        if (path.size() == kept) {
            kept--;
            furthest.addFirst(tip.copy());
        }
        undo(tip);
    }

    /** Makes the next move of the frame at the tip that is not known to lead nowhere. */
    private boolean step(Frame frame) {
        while (frame.tried < frame.moves.length) {
            frame.tried++;
            if (!fits(frame.move())) {
                continue;
            }
            make(frame);
            if (failed.isEmpty() || !failed.contains(fingerprint())) {
                return true;
            }
            undo(frame);
        }
        return false;
    }

    private void make(Frame frame) {
        Move move = frame.move();
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

    /** Makes moves final, the oldest first. */
    private void fix(long watermarkNs, boolean all) {
        long[] latestNs = latest(watermarkNs);
        for (int i = 0; !path.isEmpty(); i++) {
            Frame first = path.peekFirst();
            boolean isDue = all || path.size() > LAG_MOVES || first.isSure();
            if (!isDue && !first.isOld(path, state, choices, watermarkNs)) {
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
            credit.earn();
            lane.fixed(index + 1);
        }
    }
}
