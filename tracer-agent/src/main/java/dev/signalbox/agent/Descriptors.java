package dev.signalbox.agent;

import dev.signalbox.trace.Event;
import dev.signalbox.trace.Recording;

/**
 * Which descriptors stand for objects whose events are wanted.
 *
 * <p>An unknown descriptor costs one look into /proc; the answer holds until a call closes or replaces it. A closed one
 * keeps its last answer, so that a call on it that fails with EBADF is still told of the object it stood for.
 */
final class Descriptors {
    private static final int FDS_MAX = 1 << 16;

    private final Recording recording;
    private final Entry[] entries = new Entry[FDS_MAX];

    Descriptors(Recording recording) {
        this.recording = recording;
    }

    /** The answer for one descriptor; stale when it must be looked up again. */
    record Entry(boolean wanted, int flags, long device, long inode, boolean stale) {}

    private static final Entry OTHER = new Entry(false, 0, 0, 0, false);

    /** The answer for a descriptor, or null for one out of range. */
    Entry find(int fd) {
        if (fd < 0 || fd >= FDS_MAX) {
            return null;
        }
        Entry known = entries[fd];
        return known != null && !known.stale() ? known : lookUp(fd, known);
    }

    private Entry lookUp(int fd, Entry last) {
        Kernel.Identity identity = Kernel.identity(fd);
        if (identity == null) {
            return last == null ? OTHER : last;
        }
        Entry found = OTHER;
        if (recording.wants(identity.device(), identity.inode())) {
            Kernel.Mode mode = Kernel.mode(fd);
            if (mode == null) {
                return last == null ? OTHER : last;
            }
            int flags = mode.access() << Event.ACCESS_SHIFT | (mode.nonblock() ? Event.NONBLOCK : 0);
            found = new Entry(true, flags, identity.device(), identity.inode(), false);
        }
        entries[fd] = found;
        return found;
    }

    /** The descriptor was closed or replaced. */
    void forget(int fd) {
        if (fd >= 0 && fd < FDS_MAX && entries[fd] != null) {
            Entry e = entries[fd];
            entries[fd] = e.wanted() ? new Entry(true, e.flags(), e.device(), e.inode(), true) : null;
        }
    }
}
