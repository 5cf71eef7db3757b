package dev.signalbox.analyze;

import dev.signalbox.trace.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One worker: its threads, from its beginning to its end. */
final class Life {
    final int worker;
    final List<Track> tracks = new ArrayList<>();
    /** The lane of the closes by its end in the order of each object. */
    final Map<Integer, Lane> exitLanes = new HashMap<>();

    /** It has been started; null where nobody has told, as of one that is there from the beginning. */
    Milestone started;
    /** The row that its process begins with. */
    Milestone begun;
    /** The row of its end. */
    final Milestone over = new Milestone();
    /** When it was surely alive: the end of the last call that was seen of it. */
    long lastSeenNs;
    /** Closes by its end that have not become steps yet. */
    int closesLeft;

    Life(int worker) {
        this.worker = worker;
    }

    /** Whether all that is left of it is the row of its end. */
    boolean isOver() {
        int left = 0;
        for (Track track : tracks) {
            left += track.acts.size();
        }
        return closesLeft == 0 && left == 1;
    }

    /** Whether nothing is left of it but calls that were cut short, and its end. */
    boolean hasOnlyCuts() {
        for (Track track : tracks) {
            for (Act act : track.acts) {
                if (act.first.op() != Op.EXIT && !(act.isCut() && act.hasBegun())) {
                    return false;
                }
            }
        }
        return true;
    }

    Track track(int tid) {
        for (Track track : tracks) {
            if (track.tid == tid) {
                return track;
            }
        }
        Track track = new Track(this, tid);
        tracks.add(track);
        return track;
    }
}
