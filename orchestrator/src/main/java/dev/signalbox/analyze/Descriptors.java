package dev.signalbox.analyze;

import dev.signalbox.primitive.Call;
import dev.signalbox.trace.Event;
import java.util.ArrayList;
import java.util.List;

/** Which worker holds which end of which object, and under which number. */
final class Descriptors {
    private static final int EBADF = 9;

    private final List<Held> held = new ArrayList<>();

    /** A descriptor was taken (delta 1) or given back (delta -1). */
    record Change(Held held, int delta) {}

    Descriptors(List<Held> atFirst) {
        held.addAll(atFirst);
    }

    /** All of a worker, in the order in which it took them. */
    List<Held> of(int worker) {
        return held.stream().filter(h -> h.worker() == worker).toList();
    }

    List<Held> all() {
        return List.copyOf(held);
    }

    /** Follows one event. */
    List<Change> see(Event e) {
        if (!e.phase().isOver() || e.object() == Event.NO_OBJECT) {
            return List.of();
        }
        boolean succeeded = e.result() >= 0;
        switch (e.op()) {
            case PIPE:
            case PIPE2:
                return succeeded
                        ? List.of(
                                take(e, e.worker(), Call.READ_ONLY, e.fd()),
                                take(e, e.worker(), Call.WRITE_ONLY, (int) e.arg1()))
                        : List.of();
            case POPEN:
                return e.fd() >= 0 ? List.of(take(e, e.worker(), e.access(), e.fd())) : List.of();
            case OPEN:
            case DUP:
            case DUP2:
            case INHERIT:
            case FCNTL:
                return succeeded ? added(e) : List.of();
            case CLOSE:
            case REPLACE:
                return succeeded ? giveBack(e) : List.of();
            case FCLOSE:
            case PCLOSE:
                // The descriptor is gone also where what was left in the stream could not be written.
                return e.errno() == EBADF ? List.of() : giveBack(e);
            default:
                return List.of();
        }
    }

    private List<Change> added(Event e) {
        Call call = Fit.call(e);
        if (!call.addsDescriptor()) {
            return List.of();
        }
        switch (e.op()) {
            case OPEN:
                return List.of(take(e, e.worker(), call.accessToOpen(), (int) e.result()));
            case DUP2:
                return List.of(take(e, e.worker(), e.access(), (int) e.arg0()));
            case INHERIT:
                return List.of(take(e, (int) e.arg0(), e.access(), e.fd()));
            default:
                return List.of(take(e, e.worker(), e.access(), (int) e.result()));
        }
    }

    private Change take(Event e, int worker, int access, int fd) {
        Held taken = new Held(worker, e.object(), access, fd);
        held.add(taken);
        return new Change(taken, 1);
    }

    /** The one of that number; else one whose number nobody has told; else any of that end. */
    private List<Change> giveBack(Event e) {
        Held best = null;
        for (Held h : held) {
            boolean isOfEnd = h.worker() == e.worker() && h.object() == e.object() && h.access() == e.access();
            if (isOfEnd && (best == null || rank(h, e.fd()) < rank(best, e.fd()))) {
                best = h;
            }
        }
        if (best == null) {
            return List.of();
        }
        held.remove(best);
        return List.of(new Change(best, -1));
    }

    private static int rank(Held h, int fd) {
        return h.fd() == fd ? 0 : h.fd() == Held.UNKNOWN ? 1 : 2;
    }
}
