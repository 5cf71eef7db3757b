package dev.signalbox.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceFormatTest {
    private static Event random(Random r) {
        byte[] preview = new byte[r.nextInt(Event.PREVIEW_MAX + 1)];
        r.nextBytes(preview);
        return new Event(
                r.nextLong(),
                Phase.byCode(r.nextInt(Phase.values().length)),
                Op.values()[r.nextInt(Op.values().length)],
                r.nextInt(0x10000),
                r.nextInt(),
                r.nextLong(),
                r.nextInt(0x10000),
                r.nextInt(),
                r.nextInt(0x80),
                r.nextLong(),
                r.nextLong(),
                r.nextLong(),
                r.nextInt(),
                r.nextLong(),
                r.nextLong(),
                r.nextLong(),
                r.nextInt(),
                preview);
    }

    private static ByteBuffer row() {
        return ByteBuffer.allocate(TraceFormat.ROW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String withoutPreview(Event e) {
        return e.toString().replaceAll("preview=.*", "");
    }

    @Test
    void decode_givesBackWhatWasEncoded() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("TraceFormatTest seed " + seed);
        Random r = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            Event e = random(r);
            ByteBuffer bytes = row();
            TraceFormat.encode(e, bytes);
            assertEquals(0, bytes.remaining());
            Event back = TraceFormat.decode(bytes.flip());
            assertArrayEquals(e.preview(), back.preview());
            assertEquals(withoutPreview(e), withoutPreview(back));
        }
    }

    @Test
    void fuzzedBytes_throwNothingButTheDocumentedError() {
        Random r = new Random(7);
        byte[] good = TraceFormat.header();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(good, r.nextInt(good.length + 200));
            for (int flips = r.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
                bytes[r.nextInt(bytes.length)] = (byte) r.nextInt();
            }
            ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            try {
                in.position(Math.min(in.limit(), TraceFormat.headerBytes(in)));
                TraceFormat.decode(in);
            } catch (TraceException documented) {
                continue;
            } catch (RuntimeException other) {
                fail("bytes " + i, other);
            }
        }
    }

    @Test
    void header_ofAnotherVersion_isRefusedWithBothVersions() {
        byte[] bytes = TraceFormat.header();
        bytes[8] = 99;
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        TraceException refused = assertThrows(TraceException.class, () -> TraceFormat.headerBytes(in));
        assertEquals("trace: version 99 (expected: " + TraceFormat.VERSION + ")", refused.getMessage());
    }

    /** The bytes that version 1 wrote when it was new: they stay readable for good. */
    @Test
    void goldenTraceOfVersion1_isReadAsItWasWritten() throws Exception {
        try (InputStream file = TraceFormatTest.class.getResourceAsStream("golden-1.sbx")) {
            ByteBuffer in = ByteBuffer.wrap(file.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            in.position(TraceFormat.headerBytes(in));
            Event write = TraceFormat.decode(in);
            assertEquals(Op.WRITE, write.op());
            assertEquals(Phase.EXIT, write.phase());
            assertEquals(4096, write.result());
            assertEquals("hello", new String(write.preview(), StandardCharsets.US_ASCII));
            Event read = TraceFormat.decode(in);
            assertEquals(Op.READ, read.op());
            assertEquals(-1, read.result());
            assertEquals(9, read.errno());
            assertEquals(Event.NO_OBJECT, read.object());
            assertEquals(0, in.remaining());
        }
    }

    @Test
    void opIds_areNeverShared() {
        Set<Integer> ids = new HashSet<>();
        for (Op op : Op.values()) {
            assertTrue(ids.add(op.id()), op + " has the id of another");
            assertEquals(op, Op.byId(op.id()));
        }
    }
}
