package dev.signalbox.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.trace.Op;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every pipe after any calls; no kernel. */
class PipePropertiesTest {
    private static final int PIPES = 2_000;
    private static final int CALLS = 60;
    private static final Op[] OPS = {
        Op.READ, Op.READ, Op.READ, Op.WRITE, Op.WRITE, Op.WRITE, Op.WRITE, Op.CLOSE, Op.FIONREAD, Op.LSEEK
    };

    @Test
    void afterAnyCalls_theBooksAreRight() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < PIPES; i++) {
            Pipe pipe = Pipe.create(Pipe.PAGE_BYTES << random.nextInt(5), random.nextInt(4), random.nextInt(4));
            for (int j = 0; j < CALLS; j++) {
                Call call = call(random, pipe);
                Answer answer = pipe.answer(call);
                Pipe next = (Pipe) answer.next();
                String story = "seed " + seed + ": " + call + " on " + pipe + " gave " + answer;
                booksAreRight(pipe, call, answer, next, story);
                assertEquals(answer, pipe.answer(call), story);
                pipe = next;
            }
        }
    }

    private static void booksAreRight(Pipe pipe, Call call, Answer answer, Pipe next, String story) {
        assertTrue(next.level() >= 0 && next.level() <= next.capacityBytes(), story);
        assertEquals(next.level(), next.produced() - next.consumed(), story);
        long in = next.produced() - pipe.produced();
        long out = next.consumed() - pipe.consumed();
        if (!answer.completes()) {
            Waits waits = (Waits) answer;
            assertEquals(waits.moved(), in, story);
            assertEquals(0, out, story);
            assertTrue(!call.nonblock() && (call.op() == Op.READ || call.op() == Op.WRITE), story);
            if (waits.moved() == 0) {
                assertSame(pipe, next, story);
            }
            if (call.op() == Op.WRITE && call.isNew() && call.arg0() <= Pipe.PAGE_BYTES) {
                assertEquals(0, waits.moved(), story);
            }
            // Nobody acts: it goes on sleeping.
            Waits again = (Waits) next.answer(call.resumed(waits.moved()));
            assertSame(next, again.next(), story);
            return;
        }
        Done done = (Done) answer;
        assertEquals(done.result() < 0, done.errno() != 0, story);
        if (done.errno() != 0) {
            assertSame(pipe, next, story);
        }
        assertEquals(call.op() == Op.READ ? Math.max(done.result(), 0) : 0, out, story);
        if (call.op() != Op.WRITE) {
            assertEquals(0, in, story);
        } else if (done.result() >= 0) {
            assertEquals(done.result() - call.movedBefore(), in, story);
            assertTrue(call.arg0() > Pipe.PAGE_BYTES || done.result() == call.arg0(), story);
        }
    }

    private static Call call(Random random, Pipe pipe) {
        Op op = OPS[random.nextInt(OPS.length)];
        if (op == Op.CLOSE && random.nextInt(4) != 0) {
            op = Op.WRITE;
        }
        int size = random.nextInt(4) == 0 ? 4 * pipe.capacityBytes() : 2 * Pipe.PAGE_BYTES;
        long bytes = random.nextInt(3) == 0 ? random.nextInt(300) : random.nextInt(size);
        Call call = new Call(op, random.nextInt(3), random.nextBoolean(), bytes, 0);
        if (op != Op.WRITE || call.nonblock() || random.nextInt(4) != 0) {
            return call;
        }
        // One that slept; up to a page moves only in whole.
        return call.resumed(bytes <= Pipe.PAGE_BYTES ? 0 : random.nextInt((int) bytes));
    }
}
