package dev.signalbox.analyze;

import dev.signalbox.analyze.Move.Kind;
import dev.signalbox.primitive.Call;
import dev.signalbox.primitive.State;
import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import java.util.Random;

/** A configuration on the way to the tip of an object's order, and what can be done in it. */
final class Frame {
    /** How far behind a guess becomes final: it holds back all steps, and a read can be long in coming. */
    static final long GUESS_NS_MAX = 1_000_000_000;

    final Move[] moves;
    /** Whether no other move than these can ever become known. */
    private final boolean isComplete;
    /** How many of the moves were tried; the last of them is the one that was made. */
    int tried;

    State stateBefore;
    long instantBefore;
    int nextBefore;
    Call callBefore;

    Frame(Move[] moves, boolean isComplete) {
        this.moves = moves;
        this.isComplete = isComplete;
    }

    /** The same configuration, with the same move made. */
    Frame copy() {
        Frame copy = new Frame(moves, isComplete);
        copy.tried = tried;
        return copy;
    }

    /** Makes it likely that another move than the best is tried first. */
    void shuffle(Random random) {
        if (moves.length > 1 && random.nextBoolean()) {
            int other = 1 + random.nextInt(moves.length - 1);
            Move first = moves[0];
            moves[0] = moves[other];
            moves[other] = first;
        }
    }

    Move move() {
        return moves[tried - 1];
    }

    long instantNs() {
        return Math.max(instantBefore, move().act().startNs);
    }

    /**
     * Whether what speaks against its move would have come by now.
     *
     * @param path from this frame on
     */
    boolean isOld(Iterable<Frame> path, State tip, Choices choices, long watermarkNs) {
        long ageNs = watermarkNs - (move().kind() == Kind.FINISH ? move().act().endNs : instantNs());
        return ageNs >= GUESS_NS_MAX || ageNs >= Order.LAG_NS && !isGuess(path, tip, choices, watermarkNs);
    }

    /**
     * Whether nobody saw its move, others could have made it, and nothing has come that shows whose it was. The bytes do
     * when they are read, where they are known; else the end of the call.
     */
    private boolean isGuess(Iterable<Frame> path, State tip, Choices choices, long watermarkNs) {
        Move move = move();
        Event first = move.act().first;
        boolean isKnown = Fit.moved(callBefore) < first.preview().length;
        boolean isShown = isKnown && tip.consumed() > stateBefore.produced();
        if (move.kind() == Kind.FINISH || first.op().effect() != Effect.WRITE || isShown) {
            return false;
        }
        boolean hasRival = choices.hasRival(move.lane(), stateBefore, watermarkNs);
        for (Frame later : path) {
            Move other = later.move();
            if (other.act() == move.act() && other.kind() == Kind.FINISH) {
                return false;
            }
            hasRival |= other.lane() != move.lane() && other.next().produced() > later.stateBefore.produced();
        }
        return hasRival;
    }

    boolean isSure() {
        return isComplete && moves.length == 1 && move().kind() == Kind.FINISH;
    }
}
