package dev.signalbox.server;

import dev.signalbox.analyze.Story;
import dev.signalbox.run.Shown;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import dev.signalbox.trace.TraceFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A run that a test writes by hand, row by row, also while a page looks on. */
final class Tape implements Story, Shown {
    private final ByteBuffer[] rows = new ByteBuffer[Kind.values().length];
    private final int[] counts = new int[rows.length];
    private String info = "{}";
    private int infoVersion;
    private boolean ended;
    private long lastOpId;

    Tape() {
        for (Kind kind : Kind.values()) {
            rows[kind.ordinal()] = ByteBuffer.allocate(1024 * kind.rowBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** What the next row says; every test sets only what it needs. */
    static final class Row {
        Phase phase = Phase.WHOLE;
        Op op = Op.NOTE;
        int worker;
        int object = Event.NO_OBJECT;
        int flags;
        int line;
        long opId;
        long arg0;
        long arg1;
        long result;
        int errno;
        long startNs;
        long atNs;
        byte[] preview = {};
    }

    synchronized long nextOpId() {
        return ++lastOpId;
    }

    /** Appends an event and returns its step. */
    synchronized int event(Row r) {
        int step = counts[0] + 1;
        boolean enters = r.phase == Phase.ENTER;
        Event event = new Event(
                step - 1,
                r.phase,
                r.op,
                r.worker,
                5000 + r.worker,
                r.opId,
                r.object,
                3,
                r.flags,
                r.arg0,
                r.arg1,
                r.result,
                r.errno,
                r.startNs,
                enters ? r.startNs : r.atNs,
                r.atNs,
                r.line,
                r.preview);
        TraceFormat.encode(event, room(Kind.EVENTS));
        counts[0]++;
        return step;
    }

    synchronized void cell(int step, int object, int cell, long value) {
        room(Kind.CELLS)
                .putInt(step)
                .putShort((short) object)
                .putShort((short) cell)
                .putLong(value)
                .putLong(0);
        counts[Kind.CELLS.ordinal()]++;
    }

    synchronized void edge(int from, int to, int object, long offset, long bytes) {
        room(Kind.EDGES)
                .putInt(from)
                .putInt(to)
                .putShort((short) object)
                .putShort((short) 0)
                .putInt(0)
                .putLong(offset)
                .putLong(bytes);
        counts[Kind.EDGES.ordinal()]++;
    }

    synchronized void hold(int step, int worker, int object, int fd, int access, int delta) {
        room(Kind.HOLDS)
                .putInt(step)
                .putShort((short) worker)
                .putShort((short) object)
                .putInt(fd)
                .putShort((short) access)
                .putShort((short) 0)
                .putInt(delta)
                .putInt(0);
        counts[Kind.HOLDS.ordinal()]++;
    }

    synchronized void info(String json) {
        info = json;
        infoVersion++;
    }

    synchronized void end() {
        ended = true;
    }

    private ByteBuffer room(Kind kind) {
        ByteBuffer table = rows[kind.ordinal()];
        if (table.remaining() < kind.rowBytes()) {
            ByteBuffer larger = ByteBuffer.wrap(Arrays.copyOf(table.array(), table.capacity() * 2))
                    .order(ByteOrder.LITTLE_ENDIAN);
            larger.position(table.position());
            rows[kind.ordinal()] = larger;
            return larger;
        }
        return table;
    }

    @Override
    public synchronized int count(Kind kind) {
        return counts[kind.ordinal()];
    }

    @Override
    public synchronized ByteBuffer rows(Kind kind, int from, int to) {
        byte[] table = rows[kind.ordinal()].array();
        return ByteBuffer.wrap(Arrays.copyOfRange(table, from * kind.rowBytes(), to * kind.rowBytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public synchronized boolean ended() {
        return ended;
    }

    @Override
    public Story story() {
        return this;
    }

    @Override
    public synchronized String infoJson() {
        return info;
    }

    @Override
    public synchronized int infoVersion() {
        return infoVersion;
    }

    @Override
    public boolean over() {
        return ended();
    }
}
