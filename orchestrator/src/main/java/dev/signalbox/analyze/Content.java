package dev.signalbox.analyze;

import dev.signalbox.primitive.State;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is known of the bytes in an object's stream: an event keeps the first of those that it moved.
 *
 * <p>A read must have brought what was put in at its place; so it says of two writes which was first.
 */
final class Content {
    /**
     * Bytes that were put in at once.
     *
     * @param end the place in the stream behind them
     * @param known the first bytes of the call that put them in ...
     * @param skip ... of which so many went in before
     * @param sum what identifies all that was put in before
     */
    private record Put(long end, byte[] known, long skip, long sum) {
        /** Two with the same number hold the same bytes, as far as is known. */
        long key(long offset) {
            long key = offset * 31 + skip;
            for (long i = skip; i < known.length; i++) {
                key = (key ^ known[(int) i]) * 0x9E3779B97F4A7C15L;
            }
            return skip < known.length ? key ^ key >>> 29 : 0;
        }
    }

    /** By their places in the stream. */
    private final NavigableMap<Long, Put> puts = new TreeMap<>();

    /** A call put bytes in, or took some out. */
    void moved(State before, State after, byte[] known, long skip) {
        if (after.produced() > before.produced()) {
            puts.put(before.produced(), new Put(after.produced(), known, skip, sumAt(before.produced())));
        }
    }

    /** Whether what is there begins with these bytes. */
    boolean fits(State state, byte[] known) {
        long at = state.consumed();
        int i = 0;
        Map.Entry<Long, Put> entry = puts.floorEntry(at);
        while (i < known.length && entry != null) {
            Put put = entry.getValue();
            long in = at + i - entry.getKey() + put.skip;
            for (; i < known.length && at + i < put.end; i++, in++) {
                if (in < put.known.length && put.known[(int) in] != known[i]) {
                    return false;
                }
            }
            entry = puts.higherEntry(entry.getKey());
        }
        return true;
    }

    /** Takes back what came after a state. */
    void undo(State state) {
        while (!puts.isEmpty() && puts.lastKey() >= state.produced()) {
            puts.pollLastEntry();
        }
    }

    /** Forgets what was read before a state. */
    void forget(State state) {
        while (!puts.isEmpty() && puts.firstEntry().getValue().end <= state.consumed()) {
            puts.pollFirstEntry();
        }
    }

    /** From here on nothing is known of what is there. */
    void clear() {
        puts.clear();
    }

    /** A number for what is known of the bytes that are there. */
    long fingerprint(State state) {
        Map.Entry<Long, Put> first = puts.floorEntry(state.consumed());
        return sumAt(state.produced()) - (first == null ? 0 : first.getValue().sum);
    }

    private long sumAt(long produced) {
        Map.Entry<Long, Put> last = puts.lowerEntry(produced);
        return last == null ? 0 : last.getValue().sum + last.getValue().key(last.getKey());
    }
}
