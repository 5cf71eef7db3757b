package dev.signalbox.primitive;

import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Errno;
import dev.signalbox.trace.Op;

/**
 * A pipe or FIFO of which a process holds an end whose calls nobody sees.
 *
 * <p>Nothing that is recorded can be wrong, and what is in the pipe is known only at the moment somebody was told.
 *
 * @param produced up to when all was seen; {@code consumed} likewise
 * @param level bytes in it as the last call was told, or {@link #UNKNOWN}
 * @param seen bytes that calls which were seen have put in, less those they took out
 */
record Foreign(int capacityBytes, int readers, int writers, long produced, long consumed, long level, long seen)
        implements State {
    /** The value of a cell that nobody knows. */
    static final long UNKNOWN = -1;

    @Override
    public Answer answer(Call call) {
        return new Done(this, 0, 0);
    }

    @Override
    public State givenUp(Call call) {
        return this;
    }

    @Override
    public boolean judges() {
        return false;
    }

    @Override
    public State told(Call call, long result, int errno, long value) {
        boolean succeeded = errno == 0 && result >= 0;
        Effect effect = call.op().effect();
        long in = succeeded && effect == Effect.WRITE ? result : 0;
        long out = succeeded && effect == Effect.READ ? result : 0;
        int access = call.op() == Op.OPEN ? call.accessToOpen() : call.access();
        int more = 0;
        if (succeeded && (effect == Effect.CREATE || call.op() == Op.POPEN)) {
            access = Call.READ_WRITE;
            more = 1;
        } else if (call.op() == Op.PCLOSE) {
            // The command has ended, and with it its end.
            access = Call.READ_WRITE;
            more = -1;
        } else if (succeeded && call.addsDescriptor()) {
            more = 1;
        } else if (succeeded && effect == Effect.CLOSE) {
            more = -1;
        }
        int toRead = Math.max(0, readers + (access != Call.WRITE_ONLY ? more : 0));
        int toWrite = Math.max(0, writers + (access != Call.READ_ONLY ? more : 0));
        long left = Math.max(0, seen + in - out);
        return new Foreign(capacityBytes, toRead, toWrite, produced, consumed, fact(call, result, errno, value), left);
    }

    @Override
    public State seen(Call call, long result, int errno, long value) {
        return this;
    }

    private static long fact(Call call, long result, int errno, long value) {
        if (call.op() == Op.FIONREAD && errno == 0) {
            return value;
        }
        boolean reads = call.op().effect() == Effect.READ && call.arg0() > 0;
        return reads && (result == 0 || errno == Errno.EAGAIN.number()) ? 0 : UNKNOWN;
    }

    @Override
    public boolean expects(Call call, long result) {
        return call.op().effect() != Effect.READ || result <= seen;
    }

    @Override
    public State foreign() {
        return this;
    }

    @Override
    public long cell(int index) {
        return Primitive.cellOfPipe(index, level, readers, writers);
    }

    @Override
    public long cellMax(int index) {
        return index == 0 ? capacityBytes : -1;
    }
}
