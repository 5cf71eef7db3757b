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
 * <p>They write or read as many bytes as libc moved, which is known when they have returned. Until then nobody knows,
 * not even whether they do: what was handed over may just lie in the stream's buffer.
 */
final class Streams {
    private static final int EBADF = 9;
    private static final int EPIPE = 32;

    /** More than any pipe holds, in whole pages: libc writes those without waiting for more. */
    private static final long ANY_BYTES = 1 << 30;

    private Streams() {}

    static boolean isOne(Op op) {
        return op == Op.FPUTS || op == Op.FFLUSH || op == Op.FGETS || op == Op.FCLOSE || op == Op.PCLOSE;
    }

    static Call call(Event e) {
        return new Call(e.op() == Op.FGETS ? Op.READ : Op.WRITE, e.access(), e.has(Event.NONBLOCK), ANY_BYTES, 0);
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
        if (!state.judges()) {
            boolean isAtEnd = end.op() == Op.FGETS && bytes == 0 && end.result() != 0;
            return isAtEnd ? state : state.told(call.of(call.op(), Math.max(1, bytes)), bytes, end.errno(), 0);
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
