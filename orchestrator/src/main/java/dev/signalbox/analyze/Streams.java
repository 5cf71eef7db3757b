package dev.signalbox.analyze;

import dev.signalbox.primitive.Call;
import dev.signalbox.primitive.Done;
import dev.signalbox.primitive.State;
import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;

/**
 * Calls of the C library on a stream, as the object behind it sees them.
 *
 * <p>They write or read as many bytes as libc moved, which is known when they have returned. When it begins, arg1 is what
 * lies in the stream's buffer: that is what flushing and closing write. Of what fputs was handed, anything between nothing
 * and all may go on.
 */
final class Streams {
    private static final int EBADF = 9;
    private static final int EPIPE = 32;

    private Streams() {}

    static boolean isOne(Op op) {
        return op == Op.FPUTS || op == Op.FFLUSH || op == Op.FGETS || op == Op.FCLOSE || op == Op.PCLOSE;
    }

    /** Whether nobody knows until its end how many bytes it moves. */
    static boolean mayBuffer(Op op) {
        return op == Op.FPUTS || op == Op.FGETS;
    }

    static Call call(Event e) {
        Op op = e.op() == Op.FGETS ? Op.READ : Op.WRITE;
        long most = e.op() == Op.FGETS ? e.arg0() : e.arg0() + e.arg1();
        return new Call(op, e.access(), e.has(Event.NONBLOCK), most, 0);
    }

    /** The call with what is known of its bytes by now. */
    static Call known(Act act) {
        return isOne(act.first.op()) && !act.isOpen() ? act.call.of(act.call.op(), act.last.arg1()) : act.call;
    }

    /** Bytes that a call has moved by its end. */
    static long moved(Event end) {
        return isOne(end.op()) ? end.arg1() : end.result();
    }

    /** See {@link Fit#ended}. */
    static State ended(State state, Call call, Event end) {
        State moved = moved(state, call, end);
        boolean closes = end.op() == Op.FCLOSE || end.op() == Op.PCLOSE;
        if (moved == null || !closes || end.errno() == EBADF) {
            return moved;
        }
        Call close = call.of(end.op() == Op.PCLOSE ? Op.PCLOSE : Op.CLOSE, 0);
        if (!moved.judges()) {
            return moved.told(close, 0, 0, 0);
        }
        Done done = Fit.whole(moved, call.of(Op.CLOSE, 0));
        return done.errno() == 0 ? done.next() : null;
    }

    private static State moved(State state, Call call, Event end) {
        long bytes = end.arg1();
        boolean failed = end.result() < 0 && end.errno() != 0; // libc does not say how much it moved before
        if (failed && Fit.moved(call) > 0) {
            return state;
        }
        if (!state.judges()) {
            boolean isAtEnd = end.op() == Op.FGETS && bytes == 0 && end.result() != 0;
            return isAtEnd || failed ? state : state.told(call.of(call.op(), Math.max(1, bytes)), bytes, 0, 0);
        }
        if (bytes == Fit.moved(call)) {
            return agrees(state, call, end) ? state : null;
        }
        Call asked = new Call(call.op(), call.access(), false, bytes, 0, call.moved());
        Done done = bytes < Fit.moved(call) ? null : Fit.whole(state, asked);
        return done != null && done.errno() == 0 && done.result() == bytes ? done.next() : null;
    }

    /** Where libc moved nothing (more), an error and the end of the file still tell something. */
    private static boolean agrees(State state, Call call, Event end) {
        boolean tellsEnd = end.op() == Op.FGETS && end.result() == 0 && end.errno() == 0;
        boolean tellsNoReader = call.op().effect() == Effect.WRITE && end.errno() == EPIPE;
        if (!tellsEnd && !tellsNoReader) {
            return true;
        }
        Done one = Fit.whole(state, new Call(call.op(), call.access(), true, 1, 0));
        return one != null && (tellsEnd ? one.result() == 0 && one.errno() == 0 : one.errno() == EPIPE);
    }
}
