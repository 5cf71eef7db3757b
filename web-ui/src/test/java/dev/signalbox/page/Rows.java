package dev.signalbox.page;

import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import dev.signalbox.trace.TraceFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Messages of the feed, made by hand. */
final class Rows {
    final List<Event> events = new ArrayList<>();
    private final List<long[]> cells = new ArrayList<>();
    private final List<long[]> edges = new ArrayList<>();

    /** A writer that waits for a reader: 14 steps, of which 8 begins the wait that 11 ends. */
    static Rows fullPipe() {
        Rows r = new Rows();
        r.cell(0, 0, 0).cell(0, 1, 1).cell(0, 2, 1);
        r.add(0, Phase.WHOLE, Op.START, 0, 0, 0).add(1, Phase.WHOLE, Op.START, 0, 0, 0);
        r.add(1, Phase.ENTER, Op.NANOSLEEP, 200_000_000, 0, 0).add(0, Phase.WHOLE, Op.NOTE, 0, 0, 0);
        r.add(0, Phase.ENTER, Op.WRITE, 4096, 0, 0)
                .add(0, Phase.EXIT, Op.WRITE, 4096, 4096, 0)
                .cell(6, 0, 4096);
        r.add(1, Phase.EXIT, Op.NANOSLEEP, 200_000_000, 0, 0).add(0, Phase.ENTER, Op.WRITE, 10, 0, Event.WAITS);
        r.add(1, Phase.ENTER, Op.READ, 4096, 0, 0)
                .add(1, Phase.EXIT, Op.READ, 4096, 4096, 0)
                .cell(10, 0, 0);
        r.edge(6, 10, 0, 4096, 0);
        r.add(0, Phase.EXIT, Op.WRITE, 10, 10, 0).cell(11, 0, 10);
        r.add(0, Phase.WHOLE, Op.CLOSE, 0, 0, 0).cell(12, 2, 0);
        return r.add(0, Phase.WHOLE, Op.EXIT, 0, 0, 0).add(1, Phase.WHOLE, Op.EXIT, 0, 0, 0);
    }

    /** Two writers whose writes overlap, so that the arrow from 5 to 8 is inferred; that from 11 to 12 is not. */
    static Rows rivals() {
        Rows r = new Rows();
        r.cell(0, 0, 0).cell(0, 1, 1).cell(0, 2, 2);
        r.add(0, Phase.WHOLE, Op.START, 0, 0, 0).add(1, Phase.WHOLE, Op.START, 0, 0, 0);
        r.add(0, Phase.ENTER, Op.WRITE, 10, 0, 0).add(2, Phase.ENTER, Op.WRITE, 10, 0, 0);
        r.add(0, Phase.EXIT, Op.WRITE, 10, 10, 0).cell(5, 0, 10);
        r.add(2, Phase.EXIT, Op.WRITE, 10, 10, 0).cell(6, 0, 20);
        r.add(1, Phase.ENTER, Op.READ, 20, 0, 0);
        r.add(1, Phase.EXIT, Op.READ, 20, 20, 0).cell(8, 0, 0);
        r.edge(5, 8, 0, 10, 1);
        r.edge(6, 8, 10, 10, 1);
        r.add(1, Phase.ENTER, Op.READ, 20, 0, Event.WAITS);
        r.add(0, Phase.ENTER, Op.WRITE, 10, 0, 0);
        r.add(0, Phase.EXIT, Op.WRITE, 10, 10, 0).cell(11, 0, 10);
        r.add(1, Phase.EXIT, Op.READ, 20, 10, 0).cell(12, 0, 0);
        r.edge(11, 12, 20, 10, 0);
        return r.add(0, Phase.WHOLE, Op.EXIT, 0, 0, 0).add(1, Phase.WHOLE, Op.EXIT, 0, 0, 0);
    }

    /** Two workers that call and return in turn, for so many steps. */
    static Rows many(int steps) {
        Rows r = new Rows();
        r.cell(0, 0, 0).cell(0, 1, 1).cell(0, 2, 1);
        r.add(0, Phase.WHOLE, Op.START, 0, 0, 0).add(1, Phase.WHOLE, Op.START, 0, 0, 0);
        while (r.events.size() + 4 <= steps) {
            r.add(0, Phase.ENTER, Op.WRITE, 100, 0, r.events.size() > steps / 2 ? Event.WAITS : 0);
            r.add(0, Phase.EXIT, Op.WRITE, 100, 100, 0).cell(r.events.size(), 0, 100);
            r.add(1, Phase.ENTER, Op.READ, 100, 0, 0);
            r.add(1, Phase.EXIT, Op.READ, 100, 100, 0).cell(r.events.size(), 0, 0);
            r.edge(r.events.size() - 2, r.events.size(), 25L * r.events.size(), 100, 0);
        }
        return r;
    }

    Rows add(int worker, Phase phase, Op op, long arg0, long result, int flags) {
        int step = events.size() + 1;
        boolean onObject = op == Op.READ || op == Op.WRITE || op == Op.CLOSE;
        long opId = phase == Phase.EXIT ? lastOpOf(worker) : step;
        byte[] preview = phase == Phase.EXIT && result > 0 ? "hello".getBytes(StandardCharsets.US_ASCII) : new byte[0];
        int access = op == Op.WRITE || op == Op.CLOSE ? 1 << Event.ACCESS_SHIFT : 0;
        long ns = step * 1_000_000L;
        events.add(new Event(
                step - 1,
                phase,
                op,
                worker,
                100 + worker,
                opId,
                onObject ? 0 : Event.NO_OBJECT,
                3,
                flags | access,
                arg0,
                0,
                result,
                0,
                ns,
                ns,
                ns,
                op == Op.NOTE ? 2 : 3 + worker,
                preview));
        return this;
    }

    private long lastOpOf(int worker) {
        for (int i = events.size() - 1; i >= 0; i--) {
            if (events.get(i).worker() == worker && events.get(i).phase() == Phase.ENTER) {
                return events.get(i).opId();
            }
        }
        throw new IllegalStateException("worker " + worker + " is in no call");
    }

    private Rows cell(long step, long cell, long value) {
        cells.add(new long[] {step, cell, value});
        return this;
    }

    private void edge(long from, long to, long offset, long bytes, long kind) {
        edges.add(new long[] {from, to, offset, bytes, kind});
    }

    static byte[] header() {
        byte[] header = TraceFormat.header();
        return message(0, header.length, header.length).put(header).array();
    }

    byte[] events(int from, int to) {
        ByteBuffer out = message(1, to - from, (to - from) * TraceFormat.ROW_BYTES);
        events.subList(from, to).forEach(event -> TraceFormat.encode(event, out));
        return out.array();
    }

    byte[] cells(int from) {
        ByteBuffer out = message(2, cells.size() - from, (cells.size() - from) * 24);
        for (long[] c : cells.subList(from, cells.size())) {
            out.putInt((int) c[0])
                    .putShort((short) 0)
                    .putShort((short) c[1])
                    .putLong(c[2])
                    .putLong(0);
        }
        return out.array();
    }

    byte[] edges(int from) {
        ByteBuffer out = message(3, edges.size() - from, (edges.size() - from) * 32);
        for (long[] e : edges.subList(from, edges.size())) {
            out.putInt((int) e[0])
                    .putInt((int) e[1])
                    .putShort((short) 0)
                    .putShort((short) e[4])
                    .putInt(0)
                    .putLong(e[2])
                    .putLong(e[3]);
        }
        return out.array();
    }

    private static ByteBuffer message(int kind, int count, int bytes) {
        return ByteBuffer.allocate(bytes + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(kind)
                .putInt(count);
    }

    /** @param state starting, running or ended */
    static String info(String state) {
        String outcome = state.equals("ended") ? "\"completed\"" : "null";
        return "{\"type\":\"run\",\"run\":\"one\",\"state\":\"" + state + "\",\"outcome\":" + outcome
                + ",\"met\":true,\"verdict\":\"The writer waited.\",\"findings\":[],\"events\":14,\"lost\":0,\"divergences\":0,\"durationMs\":0,"
                + "\"scenario\":{\"file\":\"full.yaml\",\"title\":\"A full pipe\",\"about\":\"It is full,\\nand so\\n\\none waits.\",\"source\":\"workers:\\n  - note(\\\"fill it\\\")\\n  - write\\n  - read\\nexpect:\\n  outcome: completed\\n\"},"
                + "\"holds\":[{\"worker\":0,\"object\":0,\"access\":1},{\"worker\":1,\"object\":0,\"access\":0}],"
                + "\"workers\":[{\"index\":0,\"name\":\"writer\",\"pid\":11,\"ended\":null,\"stderr\":\"\"},{\"index\":1,\"name\":\"reader\",\"pid\":12,\"ended\":null,\"stderr\":\"\"}],"
                + "\"objects\":[{\"index\":0,\"name\":\"p\",\"kind\":\"pipe\",\"cells\":[{\"name\":\"level\",\"label\":\"bytes in the pipe\",\"max\":4096},"
                + "{\"name\":\"readers\",\"label\":\"open read ends\"},{\"name\":\"writers\",\"label\":\"open write ends\"}]}]}";
    }
}
