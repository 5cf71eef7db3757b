package dev.signalbox.agent;

import dev.signalbox.trace.Event;
import dev.signalbox.trace.Recording;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which descriptors stand for objects whose events are wanted.
 *
 * <p>An unknown descriptor costs one look into /proc; the answer holds until a call closes or replaces it. A closed one
 * keeps its last answer, so that a call on it (EBADF) is still told of the object it stood for.
 *
 * <p>Assumptions: {@link #closing} and {@link #closed} stand around every call that gives a number back, {@link
 * #opened} behind every one that takes one. Guarantees: an answer that was looked up while its number was being given
 * back is used once and not kept.
 */
final class Descriptors {
    private static final int FDS_MAX = 1 << 16;

    /** The low bits of a version count the closes in progress; each begin and end of one makes a new version. */
    private static final long VERSION = 1L << 16;

    private static final long CLOSES = VERSION - 1;

    private final Recording recording;
    private final int pipesBelow;
    private final int fdsMax;
    private final Entry[] entries;
    private final AtomicLongArray versions;

    Descriptors(Recording recording) {
        this.recording = recording;
        this.pipesBelow = recording.pipesBelow();
        this.fdsMax = pipesBelow > 0 ? Math.min(pipesBelow, FDS_MAX) : FDS_MAX;
        this.entries = new Entry[fdsMax];
        this.versions = new AtomicLongArray(fdsMax);
    }

    /**
     * The answer for one descriptor.
     *
     * @param version of the number, when it was looked up
     * @param gone nothing is open under the number now; the answer is of what was before
     */
    record Entry(boolean wanted, int flags, long device, long inode, long version, boolean gone) {
        int access() {
            return (flags & Event.ACCESS_MASK) >> Event.ACCESS_SHIFT;
        }

        boolean isNonblock() {
            return (flags & Event.NONBLOCK) != 0;
        }

        private Entry asGone() {
            return new Entry(wanted, flags, device, inode, version, true);
        }
    }

    /** Whether pipes and FIFOs are wanted that nobody listed. */
    boolean wantsAll() {
        return pipesBelow > 0;
    }

    /** The answer for a descriptor, or null for one that is certainly not wanted. */
    Entry find(int fd) {
        if (fd < 0 || fd >= fdsMax) {
            return null;
        }
        long version = versions.get(fd);
        Entry known = entries[fd];
        return known != null && known.version() == version ? known : lookUp(fd, known, version);
    }

    private Entry lookUp(int fd, Entry last, long version) {
        Kernel.Stat stat = Kernel.stat(fd);
        boolean wanted = stat != null && wants(stat);
        Kernel.Mode mode = wanted ? Kernel.mode(fd) : null;
        if (stat == null || (wanted && mode == null)) {
            return last == null || !last.wanted() ? null : last.asGone();
        }
        int flags = wanted ? mode.access() << Event.ACCESS_SHIFT | (mode.nonblock() ? Event.NONBLOCK : 0) : 0;
        Entry found = new Entry(wanted, flags, stat.device(), stat.inode(), version, false);
        if ((version & CLOSES) == 0) {
            entries[fd] = found;
        }
        return found;
    }

    private boolean wants(Kernel.Stat stat) {
        return pipesBelow > 0 ? stat.isFifo() : recording.wants(stat.device(), stat.inode());
    }

    /** A call begins that can close or replace the descriptor. */
    void closing(int fd) {
        if (fd >= 0 && fd < fdsMax) {
            versions.getAndAdd(fd, VERSION + 1);
        }
    }

    /** It has returned. */
    void closed(int fd) {
        if (fd >= 0 && fd < fdsMax) {
            versions.getAndAdd(fd, VERSION - 1);
        }
    }

    /** A call gave the number to something new; what stood under it before may have been closed unseen. */
    void opened(int fd) {
        if (fd >= 0 && fd < fdsMax) {
            versions.getAndAdd(fd, VERSION);
        }
    }

    /** Something under this number is the JVM's own business until it is closed. */
    void ignore(int fd) {
        if (fd >= 0 && fd < fdsMax) {
            entries[fd] = new Entry(false, 0, 0, 0, versions.addAndGet(fd, VERSION), false);
        }
    }

    /** The flags of a description changed: every number that may stand for it is looked up again. */
    void changed(int fd) {
        Entry of = find(fd);
        for (int i = 0; of != null && i < fdsMax; i++) {
            Entry e = entries[i];
            if (e != null && e.inode() == of.inode() && e.device() == of.device()) {
                opened(i);
            }
        }
    }
}
