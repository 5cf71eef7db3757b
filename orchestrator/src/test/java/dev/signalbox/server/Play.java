package dev.signalbox.server;

import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Plays calls on one pipe onto a tape: its fill, its open ends and what was read of what stay consistent. */
final class Play {
    private record Chunk(int step, long offset, long bytes) {}

    /** A call between its two events. */
    record Open(int worker, Op op, int line, int fd, long arg0, long opId, long startNs) {}

    private final Tape tape;
    private final Deque<Chunk> inPipe = new ArrayDeque<>();
    private long nowNs;
    private long written;
    private long read;
    private long readers = 1;
    private long writers = 1;

    Play(Tape tape) {
        this.tape = tape;
        tape.cell(0, 0, 0, 0);
        tape.cell(0, 0, 1, 1);
        tape.cell(0, 0, 2, 1);
    }

    long level() {
        return written - read;
    }

    Play at(double ms) {
        nowNs = Math.max(nowNs, (long) (ms * 1e6));
        return this;
    }

    Play later(long ns) {
        nowNs += ns;
        return this;
    }

    long nowNs() {
        return nowNs;
    }

    private Tape.Row row(Op op, int worker, int line) {
        Tape.Row row = new Tape.Row();
        row.op = op;
        row.worker = worker;
        row.line = line;
        row.startNs = nowNs;
        row.atNs = nowNs;
        row.opId = tape.nextOpId();
        return row;
    }

    void start(int worker) {
        tape.event(row(Op.START, worker, 0));
    }

    void exit(int worker, long code) {
        Tape.Row row = row(Op.EXIT, worker, 0);
        row.result = code;
        tape.event(row);
    }

    void killed(int worker, long signal) {
        Tape.Row row = row(Op.EXIT, worker, 0);
        row.arg0 = 1;
        row.result = signal;
        tape.event(row);
    }

    void note(int worker, int line) {
        tape.event(row(Op.NOTE, worker, line));
    }

    Open enter(int worker, Op op, int line, long arg0, boolean waits) {
        Tape.Row row = row(op, worker, line);
        row.phase = Phase.ENTER;
        row.arg0 = arg0;
        row.object = op == Op.NANOSLEEP ? Event.NO_OBJECT : 0;
        row.flags = (waits ? Event.WAITS : 0) | access(op);
        tape.event(row);
        return new Open(worker, op, line, 3, arg0, row.opId, nowNs);
    }

    private static int access(Op op) {
        return (op == Op.WRITE ? 1 : 0) << Event.ACCESS_SHIFT;
    }

    private Tape.Row of(Open call, Phase phase, long result) {
        Tape.Row row = row(call.op, call.worker, call.line);
        row.phase = phase;
        row.opId = call.opId;
        row.arg0 = call.arg0;
        row.startNs = call.startNs;
        row.object = call.op == Op.NANOSLEEP ? Event.NO_OBJECT : 0;
        row.flags = access(call.op);
        row.result = result;
        return row;
    }

    void cut(Open call) {
        tape.event(of(call, Phase.CUT, 0));
    }

    void exit(Open call, long result, int errno) {
        Tape.Row row = of(call, Phase.EXIT, result);
        row.errno = errno;
        moved(row, call.op, result);
    }

    void partial(Open call, long bytes) {
        Tape.Row row = of(call, Phase.PARTIAL, bytes);
        row.flags |= Event.INFERRED;
        moved(row, call.op, bytes);
    }

    private void moved(Tape.Row row, Op op, long bytes) {
        boolean moves = bytes > 0 && (op == Op.READ || op == Op.WRITE);
        if (moves) {
            row.preview = preview(op == Op.WRITE ? written : read, bytes);
        }
        int step = tape.event(row);
        if (moves && op == Op.WRITE) {
            inPipe.add(new Chunk(step, written, bytes));
            written += bytes;
        } else if (moves) {
            take(step, bytes);
        }
        if (moves) {
            tape.cell(step, 0, 0, level());
        }
    }

    private void take(int step, long bytes) {
        long left = bytes;
        while (left > 0) {
            Chunk first = inPipe.poll();
            long part = Math.min(left, first.bytes);
            tape.edge(first.step, step, 0, first.offset, part);
            if (part < first.bytes) {
                inPipe.addFirst(new Chunk(first.step, first.offset + part, first.bytes - part));
            }
            left -= part;
        }
        read += bytes;
    }

    void whole(int worker, Op op, int line, int end, long arg0, long arg1, long result, int errno) {
        Tape.Row row = row(op, worker, line);
        row.object = 0;
        row.flags = end << Event.ACCESS_SHIFT;
        row.arg0 = arg0;
        row.arg1 = arg1;
        row.result = result;
        row.errno = errno;
        int step = tape.event(row);
        if (op == Op.CLOSE && end == 0) {
            tape.cell(step, 0, 1, --readers);
        } else if (op == Op.CLOSE) {
            tape.cell(step, 0, 2, --writers);
        }
    }

    private static byte[] preview(long offset, long bytes) {
        byte[] text = "all aboard, mind the gap\n".getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[(int) Math.min(bytes, Event.PREVIEW_MAX)];
        for (int i = 0; i < all.length; i++) {
            all[i] = text[(int) ((offset + i) % text.length)];
        }
        return Arrays.copyOf(all, all.length);
    }
}
