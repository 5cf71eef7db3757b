package dev.signalbox.collect;

import dev.signalbox.trace.Event;

/** Takes events in the order of their collection. */
public interface Sink {
    /** Each thread's events come in the order in which it wrote them. */
    void take(Event event);

    /**
     * All that began until then has been taken.
     *
     * @param watermarkNs since the run began
     */
    void advance(long watermarkNs);
}
