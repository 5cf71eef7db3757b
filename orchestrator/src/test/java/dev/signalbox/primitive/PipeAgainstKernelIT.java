package dev.signalbox.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.trace.Op;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The model of the pipe against the kernel's; {@code -Dseed=N} repeats a run, {@code -Dcalls=N} makes it longer. */
class PipeAgainstKernelIT {
    private static final int PAGE = Pipe.PAGE_BYTES;
    private static final int CALLS = Integer.getInteger("calls", 60_000);
    private static final int CALLS_PER_PIPE = 80;
    private static final int CALLERS = 4;
    private static final int[] CAPACITY_PAGES = {1, 2, 4, 16};

    @Test
    void randomCalls_endAsTheModelSays() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        Deque<Caller> callers = new ArrayDeque<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(new Caller(i));
        }
        int calls = 0;
        int waited = 0;
        int inParts = 0;
        for (int pipe = 0; calls < CALLS; pipe++) {
            int capacity = CAPACITY_PAGES[pipe % CAPACITY_PAGES.length] * PAGE;
            try {
                Duel duel = new Duel(capacity, callers, random);
                // Some favour readers and some writers, so that both empty and full pipes are common.
                int readsOfTen = 2 + random.nextInt(7);
                for (int i = 0; i < CALLS_PER_PIPE; i++) {
                    randomCall(duel, random, capacity, readsOfTen);
                }
                duel.end();
                calls += duel.calls();
                waited += duel.waited();
                inParts += duel.inParts();
            } catch (AssertionError wrong) {
                throw new AssertionError("seed " + seed + ", pipe " + pipe + ": " + wrong.getMessage(), wrong);
            }
        }
        callers.forEach(Caller::end);
        System.out.println("pipe against kernel: seed " + seed + ", " + calls + " calls, " + waited
                + " of them waited, " + inParts + " times with a part of a write in the pipe");
        assertTrue(waited >= CALLS / 40, "waited: " + waited);
        assertTrue(inParts >= CALLS / 200, "in parts: " + inParts);
    }

    private static void randomCall(Duel duel, Random random, int capacity, int readsOfTen) throws Exception {
        RealPipe.End end = duel.real().any(random);
        int choice = random.nextInt(200);
        if (choice < 4) {
            duel.call(end, Op.CLOSE, 0, 0);
        } else if (choice < 6) {
            duel.call(end, Op.LSEEK, 0, random.nextInt(12) - 3);
        } else {
            Op op = random.nextInt(10) < readsOfTen ? Op.READ : Op.WRITE;
            boolean wrongEnd = end.access == (op == Op.READ ? Call.WRITE_ONLY : Call.READ_ONLY);
            if (wrongEnd && random.nextInt(8) != 0) {
                op = op == Op.READ ? Op.WRITE : Op.READ;
            }
            duel.call(end, op, size(random, capacity), 0);
        }
    }

    /** The borders of pages matter most: sizes crowd around them. */
    private static int size(Random random, int capacity) {
        switch (random.nextInt(8)) {
            case 0:
                return random.nextInt(8);
            case 1:
            case 2:
                return random.nextInt(400);
            case 3:
            case 4:
                return random.nextInt(PAGE);
            case 5:
                return Math.max(0, PAGE * (1 + random.nextInt(3)) + random.nextInt(9) - 4);
            case 6:
                return random.nextInt(3 * PAGE);
            default:
                return random.nextInt(capacity + 3 * PAGE);
        }
    }

    @Test
    void aWriterThatSlept_doesNotJoinThePageThatCameMeanwhile() throws Exception {
        Duel duel = new Duel(PAGE);
        duel.call(Op.WRITE, Call.WRITE_ONLY, true, 4000);
        duel.call(Op.WRITE, Call.WRITE_ONLY, false, PAGE + 100);
        duel.call(Op.WRITE, Call.WRITE_ONLY, false, 200);
        assertEquals(2, duel.sleepers());
        // The big write, first in the queue, puts in one page, sleeps again behind the other, then its last bytes.
        duel.call(Op.READ, Call.READ_ONLY, true, PAGE);
        duel.call(Op.READ, Call.READ_ONLY, true, PAGE);
        duel.call(Op.READ, Call.READ_ONLY, true, PAGE);
        duel.end();
    }

    @Test
    void twoWritersThatSlept_neitherJoinsTheOther() throws Exception {
        Duel duel = new Duel(PAGE);
        duel.call(Op.WRITE, Call.WRITE_ONLY, true, PAGE);
        duel.call(Op.WRITE, Call.WRITE_ONLY, false, 100);
        duel.call(Op.WRITE, Call.WRITE_ONLY, false, 200);
        assertEquals(2, duel.sleepers());
        duel.call(Op.READ, Call.READ_ONLY, true, PAGE);
        // 100 bytes in a page of 4096: a new write of 200 joins them, the one that slept goes on sleeping.
        assertEquals(1, duel.sleepers());
        duel.call(Op.WRITE, Call.WRITE_ONLY, true, 200);
        assertEquals(1, duel.sleepers());
        duel.end();
    }

    @Test
    void whatWasWritten_staysWhenTheLastReaderCloses() throws Exception {
        Duel duel = new Duel(PAGE);
        duel.call(Op.WRITE, Call.WRITE_ONLY, true, 100);
        duel.call(Op.CLOSE, Call.READ_ONLY, true, 0);
        duel.call(Op.CLOSE, Call.READ_ONLY, false, 0);
        duel.call(Op.WRITE, Call.WRITE_ONLY, true, 1);
        duel.end();
    }
}
