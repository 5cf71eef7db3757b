package dev.signalbox.analyze;

import dev.signalbox.primitive.Answer;
import dev.signalbox.primitive.Call;
import dev.signalbox.primitive.Done;
import dev.signalbox.primitive.State;
import dev.signalbox.primitive.Waits;
import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;

/** Whether the model explains what was recorded, and what the object is afterwards. */
final class Fit {
    private static final int EINTR = 4;
    private static final int EBADF = 9;
    private static final int EFAULT = 14;

    private Fit() {}

    /** The call of an event, not yet made. */
    static Call call(Event e) {
        return new Call(e.op(), e.access(), e.has(Event.NONBLOCK), e.arg0(), e.arg1());
    }

    /** Whether the op acts on objects in a way that the models know. */
    static boolean isModelled(Op op) {
        return op != Op.DUP2
                && (op.effect() == Effect.READ
                        || op.effect() == Effect.WRITE
                        || op.effect() == Effect.CLOSE
                        || op.effect() == Effect.QUERY);
    }

    /**
     * The object after a call has ended as recorded, or null when the model says otherwise.
     *
     * @param call as it stands: what it had moved before is in it
     * @param end the event with the result
     */
    static State ended(State state, Call call, Event end) {
        if (end.result() < 0 && (end.errno() == EINTR || end.errno() == EBADF || end.errno() == EFAULT)) {
            return call.moved() > 0 ? null : state;
        }
        if (!isModelled(call.op())) {
            return state;
        }
        Answer answer = state.answer(call);
        if (answer.completes()) {
            Done done = (Done) answer;
            boolean sameValue = call.op() != Op.FIONREAD || end.result() < 0 || done.value() == end.arg1();
            if (done.result() == end.result() && done.errno() == end.errno() && sameValue) {
                return done.next();
            }
        }
        // A signal ends a write that has moved something: it returns what that was.
        return call.moved() > 0 && call.moved() == end.result() && end.result() < call.arg0() ? state : null;
    }

    /** What a call that sleeps moves before it does; null when it does not sleep. */
    static Waits part(State state, Call call) {
        if (!isModelled(call.op())) {
            return null;
        }
        Answer answer = state.answer(call);
        return answer.completes() ? null : (Waits) answer;
    }

    /** What a call would do if it came to its end now; null when it cannot. */
    static Done whole(State state, Call call) {
        if (!isModelled(call.op())) {
            return null;
        }
        Answer answer = state.answer(call);
        return answer.completes() ? (Done) answer : null;
    }

    /** Bytes that a call has moved. */
    static long moved(Call call) {
        return Math.max(0, call.moved());
    }

    /** The object after a call that the model cannot explain: as many of its bytes as can be are moved. */
    static State bent(State state, Call call, Event end) {
        long rest = end.result() - moved(call);
        Effect effect = call.op().effect();
        State next = state;
        if (effect == Effect.CLOSE && end.result() == 0) {
            Done done = whole(state, call);
            next = done == null ? state : done.next();
        } else if (rest > 0 && (effect == Effect.READ || effect == Effect.WRITE)) {
            Done done = whole(state, new Call(call.op(), call.access(), true, rest, call.arg1()));
            next = done == null ? state : done.next();
        }
        return next.seen(call, end.result(), end.errno(), end.arg1());
    }
}
