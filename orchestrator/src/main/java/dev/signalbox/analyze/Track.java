package dev.signalbox.analyze;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** One thread: what it has called, in its own order, and has not become steps yet. */
final class Track {
    final Life life;
    final int tid;
    final Deque<Act> acts = new ArrayDeque<>();
    /** Its lane in the order of each object. */
    final Map<Integer, Lane> lanes = new HashMap<>();
    /** The call it is in; null for none. */
    Act open;

    Track(Life life, int tid) {
        this.life = life;
        this.tid = tid;
    }
}
