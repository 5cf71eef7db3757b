package dev.signalbox.analyze;

import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;

/** Events that no thread has recorded, since they happened inside the kernel. */
final class Inferred {
    private static final byte[] NOTHING = {};

    private Inferred() {}

    /** Some bytes of a call went in (or out) before it returned; none: from here on it sleeps. */
    static Event part(Event first, long moved, long atNs) {
        int flags = first.flags() & (Event.ACCESS_MASK | Event.NONBLOCK) | Event.INFERRED;
        return of(
                first,
                Phase.PARTIAL,
                first.op(),
                first.worker(),
                first.object(),
                first.fd(),
                flags,
                moved,
                first.startNs(),
                atNs);
    }

    /** The end of a process closes a descriptor. */
    static Event close(Event exit, Held held) {
        int flags = held.access() << Event.ACCESS_SHIFT | Event.INFERRED;
        return of(
                exit,
                Phase.WHOLE,
                Op.CLOSE,
                held.worker(),
                held.object(),
                held.fd(),
                flags,
                0,
                exit.startNs(),
                exit.endNs());
    }

    /** A call whose process has ended, or whose thread does something else: nobody knows what it did. */
    static Event cut(Event first, long endNs) {
        int flags = first.flags() | Event.INFERRED;
        return of(
                first,
                Phase.CUT,
                first.op(),
                first.worker(),
                first.object(),
                first.fd(),
                flags,
                0,
                first.startNs(),
                endNs);
    }

    private static Event of(
            Event like,
            Phase phase,
            Op op,
            int worker,
            int object,
            int fd,
            int flags,
            long result,
            long startNs,
            long endNs) {
        return new Event(
                like.seq(),
                phase,
                op,
                worker,
                like.tid(),
                like.opId(),
                object,
                fd,
                flags,
                op == like.op() ? like.arg0() : 0,
                0,
                result,
                0,
                startNs,
                endNs,
                0,
                like.line(),
                NOTHING);
    }
}
