package dev.signalbox.analyze;

import dev.signalbox.analyze.Move.Kind;
import dev.signalbox.primitive.Call;
import dev.signalbox.primitive.State;
import java.util.Random;

/** A configuration on the way to the tip of an object's order, and what can be done in it. */
final class Frame {
    /** How far behind a guess becomes final: it holds back all steps, and a read can be long in coming. */
    static final long GUESS_NS_MAX = 1_000_000_000;

    final Move[] moves;
    /** Whether no other move than these can ever become known. */
    private final boolean isComplete;
    /** Whether a move of these that nobody saw had a rival: a call that could have filled the same room. */
    private final boolean isContested;

    /** How many of the moves were tried; the last of them is the one that was made. */
    int tried;

    State stateBefore;
    long instantBefore;
    int nextBefore;
    Call callBefore;

    Frame(Move[] moves, boolean isComplete, boolean isContested) {
        this.moves = moves;
        this.isComplete = isComplete;
        this.isContested = isContested;
    }

    /** The same configuration, with the same move made. */
    Frame copy() {
        Frame copy = new Frame(moves, isComplete, isContested);
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

    /** How far behind the watermark its move becomes final. */
    long lagNs(State tip) {
        return isGuess(tip) ? GUESS_NS_MAX : Order.LAG_NS;
    }

    /** Whether a rival can have made its move, and nobody has read yet what was put in. */
    private boolean isGuess(State tip) {
        return isContested && move().kind() != Kind.FINISH && tip.consumed() <= stateBefore.produced();
    }

    boolean isSure() {
        return isComplete && moves.length == 1 && move().kind() == Kind.FINISH;
    }
}
