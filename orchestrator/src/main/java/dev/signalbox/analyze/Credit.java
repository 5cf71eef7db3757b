package dev.signalbox.analyze;

/**
 * What the searches for one object's order may cost: so many moves for each call that has got its place, and a stock.
 *
 * <p>A short story is searched as long as there is hope; a long one costs a constant a call, however hard it is.
 */
final class Credit {
    /** What a call is worth that has got its place. */
    static final int PER_CALL = 16;
    /** What is there at first, and the most there is ever. */
    static final long MAX = 1_000_000;
    /** A search is given no more than this ... */
    private static final long SEARCH_MAX = 30_000;
    /** ... nor than this part of all: so there is something left for the next hard place. */
    private static final int PART = 32;
    /** A search that comes further with so few has them for nothing. */
    static final int FREE = 64;

    private long left = MAX;
    private long spent;

    void earn() {
        left = Math.min(MAX, left + PER_CALL);
    }

    void spend() {
        left--;
        spent++;
    }

    boolean isSpent() {
        return left <= 0;
    }

    /** Whether a hard place may wait for what explains it, and be searched once more, thoroughly, before it is forced. */
    boolean isAmple() {
        return left > MAX / 4;
    }

    /** How many moves that lead no further a search may try. */
    long forSearch() {
        return Math.max(FREE, Math.min(SEARCH_MAX, left / PART));
    }

    /** The same for the last search before a call is forced. */
    long all() {
        return left;
    }

    /** How many moves were tried so far. */
    long spent() {
        return spent;
    }
}
