package dev.signalbox.analyze;

import dev.signalbox.primitive.Answer;
import dev.signalbox.primitive.Call;
import dev.signalbox.primitive.Done;
import dev.signalbox.primitive.State;
import dev.signalbox.primitive.Waits;
import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;

/** Whether the model explains what was recorded, and what the object is afterwards. */
final class Fit {
    private static final int EPERM = 1;
    private static final int EINTR = 4;
    private static final int ENXIO = 6;
    private static final int EBADF = 9;
    private static final int EFAULT = 14;
    private static final int F_GETFD = 1;

    private Fit() {}

    /** The call of an event, not yet made. */
    static Call call(Event e) {
        if (Streams.isOne(e.op())) {
            return Streams.call(e);
        }
        boolean isNone = e.op() == Op.DUP2 && e.fd() == e.arg0(); // of a descriptor to itself
        Op op = isNone ? Op.FCNTL : e.op();
        return new Call(op, e.access(), e.has(Event.NONBLOCK), isNone ? F_GETFD : e.arg0(), e.arg1());
    }

    /** Whether an event is about a call that acts on its object in a way that the models know. */
    static boolean isModelled(Event e) {
        switch (e.op()) {
            case POLL:
                return e.arg1() == 1; // of several descriptors an event names only the first
            case MKFIFO:
            case FDOPEN:
            case SETVBUF:
            case UNLINK:
                return false;
            default:
                return e.object() != Event.NO_OBJECT;
        }
    }

    /**
     * The object after a call has ended as recorded, or null when the model says otherwise.
     *
     * @param call as it stands: what it had moved before is in it
     * @param end the event with the result
     */
    static State ended(State state, Call call, Event end) {
        State next = after(state, call, end);
        return next != null && (end.has(Event.FOREIGN) || end.op() == Op.POPEN) ? next.foreign() : next;
    }

    private static State after(State state, Call call, Event end) {
        if (end.phase() == Phase.CUT) {
            return state.givenUp(call);
        }
        if (Streams.isOne(end.op())) {
            return Streams.ended(state, call, end);
        }
        if (!state.judges() || end.op() == Op.POPEN) {
            return state.foreign().told(call, end.result(), end.errno(), end.arg1());
        }
        boolean isOpen = call.op() == Op.OPEN;
        if (end.result() < 0 && (failsAnywhere(end.errno()) || call.addsDescriptor() && end.errno() != ENXIO)) {
            return call.moved() > 0 && !isOpen ? null : state.givenUp(call);
        }
        Answer answer = state.answer(call);
        if (call.op() == Op.POLL) {
            return end.result() <= 0 || answer.completes() && ((Done) answer).result() > 0 ? state : null;
        }
        if (answer.completes() && agrees((Done) answer, call, end)) {
            return answer.next();
        }
        if (call.op() == Op.FCNTL) {
            boolean grows = call.arg0() == Call.F_SETPIPE_SZ && call.arg1() > state.cellMax(0);
            return grows && end.errno() == EPERM ? state : null;
        }
        // A signal ends a write that has moved something: it returns what that was.
        return !isOpen && call.moved() > 0 && call.moved() == end.result() && end.result() < call.arg0() ? state : null;
    }

    private static boolean failsAnywhere(int errno) {
        return errno == EINTR || errno == EBADF || errno == EFAULT;
    }

    private static boolean agrees(Done done, Call call, Event end) {
        boolean sameError = done.errno() == end.errno();
        if (call.addsDescriptor() || call.op().effect() == Effect.CREATE || call.op() == Op.REPLACE) {
            return sameError; // which number comes back no model knows
        }
        if (call.op() == Op.FCNTL && call.arg0() != Call.F_SETPIPE_SZ && call.arg0() != Call.F_GETPIPE_SZ) {
            return true;
        }
        boolean sameValue = call.op() != Op.FIONREAD || end.result() < 0 || done.value() == end.arg1();
        return done.result() == end.result() && sameError && sameValue;
    }

    /** What a call that sleeps moves before it does; null when it does not sleep. */
    static Waits part(State state, Call call) {
        Answer answer = state.answer(call);
        return answer.completes() ? null : (Waits) answer;
    }

    /** What a call would do if it came to its end now; null when it cannot. */
    static Done whole(State state, Call call) {
        Answer answer = state.answer(call);
        return answer.completes() ? (Done) answer : null;
    }

    /** Whether a call could put bytes in now. */
    static boolean puts(State state, Call call) {
        boolean isWrite = call != null && call.op().effect() == Effect.WRITE;
        return isWrite && state.answer(call).next().produced() > state.produced();
    }

    /** Bytes that a call has moved. */
    static long moved(Call call) {
        return call.op().effect() == Effect.OPEN ? 0 : Math.max(0, call.moved());
    }

    /** The object after a call that the model cannot explain: as many of its bytes as can be are moved. */
    static State bent(State state, Call call, Event end) {
        if (!state.judges() || Streams.isOne(end.op())) {
            return state;
        }
        long rest = end.result() - moved(call);
        Effect effect = call.op().effect();
        boolean movesEnds = effect == Effect.CLOSE || effect == Effect.OPEN || effect == Effect.CREATE;
        State next = state;
        if (movesEnds && end.result() >= 0) {
            Done done = whole(state, call);
            next = done == null ? state : done.next();
        } else if (rest > 0 && (effect == Effect.READ || effect == Effect.WRITE)) {
            Done done = whole(state, new Call(call.op(), call.access(), true, rest, call.arg1()));
            next = done == null ? state : done.next();
        }
        return next.seen(call, end.result(), end.errno(), end.arg1());
    }
}
