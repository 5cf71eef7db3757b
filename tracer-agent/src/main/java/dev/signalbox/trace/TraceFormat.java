package dev.signalbox.trace;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a trace, on disk and on the wire, little-endian.
 *
 * <pre>
 * header   0 "SBXTRACE"   8 i32 version   12 i32 header bytes
 *         16 u16 effects, then for each   u8 length   UTF-8 name
 *          u16 ops, then for each
 *            u16 id   u8 effect   u8 1 if it blocks   u8 length   UTF-8 name
 *          u16 error numbers, then for each   u16 number   u8 length   UTF-8 name;   zeros up to a multiple of 8
 * row      0 u8 phase     1 u8 flags      2 u16 op       4 u16 worker    6 u16 object
 *          8 i64 seq     16 i64 op id    24 i32 tid     28 i32 line
 *         32 i64 start ns              40 i64 end ns                48 i64 at ns
 *         56 i64 arg0                  64 i64 arg1                  72 i64 result
 *         80 i32 errno   84 i32 fd     88 i32 preview length        92 36 bytes preview      (128 bytes)
 * </pre>
 *
 * The n-th row (from 1) is step n.
 */
public final class TraceFormat {
    /** Version of the layout; a change of a byte changes it and adds a golden file. */
    public static final int VERSION = 1;

    /** Size of one event, bytes. */
    public static final int ROW_BYTES = 128;

    private static final byte[] MAGIC = "SBXTRACE".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES_MAX = 1 << 16;

    private TraceFormat() {}

    /** The header of this version, ready to be written. */
    public static byte[] header() {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES_MAX).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).putInt(VERSION).putInt(0);
        out.putShort((short) Effect.values().length);
        for (Effect effect : Effect.values()) {
            putName(out, effect.word());
        }
        out.putShort((short) Op.values().length);
        for (Op op : Op.values()) {
            out.putShort((short) op.id());
            out.put((byte) op.effect().ordinal()).put((byte) (op.blocks() ? 1 : 0));
            putName(out, op.call());
        }
        out.putShort((short) Errno.values().length);
        for (Errno errno : Errno.values()) {
            putName(out.putShort((short) errno.number()), errno.name());
        }
        int size = (out.position() + 7) & ~7;
        out.putInt(12, size);
        byte[] header = new byte[size];
        out.get(0, header);
        return header;
    }

    private static void putName(ByteBuffer out, String text) {
        byte[] name = text.getBytes(StandardCharsets.UTF_8);
        out.put((byte) name.length).put(name);
    }

    /**
     * Checks a header and says where the rows begin.
     *
     * @param in the first bytes of a trace, little-endian, from position 0
     * @return offset of the first row, bytes
     * @throws TraceException when these bytes are no trace, or of another version
     */
    public static int headerBytes(ByteBuffer in) throws TraceException {
        if (in.limit() < 18) {
            throw new TraceException("trace: " + in.limit() + " bytes (expected: a header of at least 18)");
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (in.get(i) != MAGIC[i]) {
                throw new TraceException("trace: does not begin with SBXTRACE (expected: a trace of signalbox)");
            }
        }
        if (in.getInt(8) != VERSION) {
            throw new TraceException("trace: version " + in.getInt(8) + " (expected: " + VERSION + ")");
        }
        int size = in.getInt(12);
        if (size < 18 || size > HEADER_BYTES_MAX) {
            throw new TraceException("trace: header of " + size + " bytes (expected: 18 to " + HEADER_BYTES_MAX + ")");
        }
        return size;
    }

    /** Appends one row; {@code out} is little-endian and has {@link #ROW_BYTES} left. */
    public static void encode(Event e, ByteBuffer out) {
        int start = out.position();
        out.put((byte) e.phase().code()).put((byte) e.flags());
        out.putShort((short) e.op().id()).putShort((short) e.worker()).putShort((short) e.object());
        out.putLong(e.seq()).putLong(e.opId()).putInt(e.tid()).putInt(e.line());
        out.putLong(e.startNs()).putLong(e.endNs()).putLong(e.atNs());
        out.putLong(e.arg0()).putLong(e.arg1()).putLong(e.result());
        out.putInt(e.errno()).putInt(e.fd()).putInt(e.preview().length).put(e.preview());
        while (out.position() < start + ROW_BYTES) {
            out.put((byte) 0);
        }
    }

    /**
     * Takes one row.
     *
     * @param in little-endian
     * @throws TraceException when the bytes are no row of this version
     */
    public static Event decode(ByteBuffer in) throws TraceException {
        try {
            int start = in.position();
            Phase phase = Phase.byCode(in.get() & 0xff);
            int flags = in.get() & 0xff;
            int opId = in.getShort() & 0xffff;
            Op op = Op.byId(opId);
            int worker = in.getShort() & 0xffff;
            int object = in.getShort() & 0xffff;
            long seq = in.getLong();
            long call = in.getLong();
            int tid = in.getInt();
            int line = in.getInt();
            long startNs = in.getLong();
            long endNs = in.getLong();
            long atNs = in.getLong();
            long arg0 = in.getLong();
            long arg1 = in.getLong();
            long result = in.getLong();
            int errno = in.getInt();
            int fd = in.getInt();
            int length = in.getInt();
            if (phase == null || op == null || length < 0 || length > Event.PREVIEW_MAX) {
                throw new TraceException("trace: a damaged row (phase, op " + opId + " or preview " + length + ")");
            }
            byte[] preview = new byte[length];
            in.get(preview);
            in.position(start + ROW_BYTES);
            return new Event(
                    seq, phase, op, worker, tid, call, object, fd, flags, arg0, arg1, result, errno, startNs, endNs,
                    atNs, line, preview);
        } catch (BufferUnderflowException | IllegalArgumentException tooShort) {
            throw new TraceException("trace: ends inside a row (expected: rows of " + ROW_BYTES + " bytes)");
        }
    }
}
