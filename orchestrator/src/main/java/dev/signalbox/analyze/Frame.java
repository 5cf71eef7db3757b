package dev.signalbox.analyze;

import dev.signalbox.analyze.Move.Kind;
import dev.signalbox.primitive.Call;
import dev.signalbox.primitive.State;
import java.util.Random;

/** A configuration on the way to the tip of an object's order, and what can be done in it. */
final class Frame {
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

    boolean isSure() {
        return isComplete && moves.length == 1 && move().kind() == Kind.FINISH;
    }
}
