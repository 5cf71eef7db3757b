package dev.signalbox.collect;

import dev.signalbox.kernel.Inode;
import dev.signalbox.trace.Event;

/** Says which object an identity is that nobody has named yet. */
public interface Finder {
    /**
     * A new object.
     *
     * @param first the event that names it first; its object is not set; the preview of an OPEN is the last part of the path
     * @return its index in the run
     */
    int appeared(Inode identity, Event first);
}
