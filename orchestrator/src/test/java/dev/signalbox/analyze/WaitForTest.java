package dev.signalbox.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.trace.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitForTest {
    private static final int A = 0;
    private static final int B = 1;
    private static final int C = 2;
    private static final int P = 0;
    private static final int Q = 1;
    private static final int RD = 0;
    private static final int WR = 1;

    private static Waiter waits(int worker, Op op, int object, int access, Integer... children) {
        return new Waiter(worker, 100 + worker, op, object, access, List.of(children));
    }

    @Test
    void readerWithAWriteEndOfItsOwn_isOrphaned() {
        Waiter a = waits(A, Op.READ, P, RD);
        WaitFor it = new WaitFor(List.of(a), List.of(new Held(A, P, RD), new Held(A, P, WR)), Set.of());
        assertEquals(List.of(a), it.stuck());
        assertTrue(it.isOrphaned(a));
        assertEquals(List.of(), it.cycle());
    }

    @Test
    void twoWritersIntoFullPipes_waitForEachOther() {
        Waiter a = waits(A, Op.WRITE, P, WR);
        Waiter b = waits(B, Op.WRITE, Q, WR);
        WaitFor it = new WaitFor(
                List.of(a, b),
                List.of(new Held(A, P, WR), new Held(B, P, RD), new Held(B, Q, WR), new Held(A, Q, RD)),
                Set.of());
        assertEquals(List.of(a, b), it.stuck());
        assertFalse(it.isOrphaned(a));
        assertEquals(List.of(A, B), it.cycle().stream().map(Waiter::worker).toList());
    }

    @Test
    void parentThatWaits_forAChildThatWaitsForIt() {
        Waiter parent = waits(A, Op.WAITPID, 0xffff, RD, B);
        Waiter child = waits(B, Op.WRITE, P, WR);
        WaitFor it = new WaitFor(List.of(parent, child), List.of(new Held(A, P, RD), new Held(B, P, WR)), Set.of());
        assertEquals(2, it.stuck().size());
        assertEquals(List.of(parent, child), it.cycle());
    }

    @Test
    void whoCanBeHelpedByOneThatRuns_isNotStuckNorAreThoseItHelps() {
        Waiter a = waits(A, Op.READ, P, RD);
        Waiter b = waits(B, Op.READ, Q, RD);
        List<Held> held = List.of(new Held(B, P, WR), new Held(C, Q, WR));
        assertEquals(List.of(), new WaitFor(List.of(a, b), held, Set.of(C)).stuck());
        assertEquals(List.of(a, b), new WaitFor(List.of(a, b), held, Set.of()).stuck());
    }

    @Test
    void anotherThreadOfTheProcess_helps() {
        Waiter reader = new Waiter(A, 1, Op.READ, P, RD, List.of());
        Waiter idle = new Waiter(A, 2, null, 0xffff, RD, List.of());
        List<Held> held = List.of(new Held(A, P, RD), new Held(A, P, WR));
        assertEquals(
                2, new WaitFor(List.of(reader, idle), held, Set.of()).stuck().size());
        assertEquals(List.of(), new WaitFor(List.of(reader, idle), held, Set.of(A)).stuck());
    }

    @Test
    void threadsOfAProcess_waitForEachOther() {
        Waiter one = new Waiter(A, 1, Op.READ, P, RD, List.of());
        Waiter two = new Waiter(A, 2, Op.READ, Q, RD, List.of());
        Waiter main = new Waiter(A, 3, null, 0xffff, RD, List.of());
        List<Held> held = List.of(new Held(A, P, WR), new Held(A, Q, WR));
        WaitFor it = new WaitFor(List.of(one, two, main), held, Set.of());
        assertEquals(List.of(one, two, main), it.stuck());
        assertFalse(it.isOrphaned(one));
        assertEquals(List.of(two), it.siblings(one));
        assertEquals(List.of(one, two), it.cycle());
    }

    @Test
    void threadThatAloneCanNameItsPipe_isOrphaned() {
        Waiter one = new Waiter(A, 1, Op.READ, P, RD, List.of());
        Waiter two = new Waiter(A, 2, Op.READ, Q, RD, List.of());
        List<Held> held = List.of(new Held(A, P, WR), new Held(A, Q, WR));
        WaitFor it = new WaitFor(List.of(one, two), held, Set.of(), Map.of(P, 1, Q, 2));
        assertTrue(it.isOrphaned(one));
        assertTrue(it.isOrphaned(two));
        assertEquals(List.of(), it.cycle());
    }

    @Test
    void threadWithoutAnotherThatHoldsTheEnd_isNotHelpedByItsOwnProcess() {
        Waiter one = new Waiter(A, 1, Op.READ, P, RD, List.of());
        Waiter two = new Waiter(A, 2, Op.READ, P, RD, List.of());
        assertEquals(List.of(), new WaitFor(List.of(one, two), List.of(), Set.of()).siblings(one));
    }

    @Test
    void waitForAnyChild_needsOneOfThemAndForThatAllOfItsThreads() {
        Waiter parent = waits(A, Op.WAITPID, 0xffff, RD, B, C);
        Waiter stuck = new Waiter(B, 1, Op.READ, P, RD, List.of());
        assertEquals(List.of(stuck), new WaitFor(List.of(parent, stuck), List.of(), Set.of(C)).stuck());
        assertEquals(
                List.of(parent, stuck),
                new WaitFor(List.of(parent, stuck, waits(C, Op.READ, P, RD)), List.of(), Set.of())
                        .stuck()
                        .subList(0, 2));
    }

    /** The greatest set in which each waits for members only is what no live one can reach: tried by all subsets. */
    @Test
    void randomSystems_agreeWithTheSearchOfAllSubsets() {
        Random random = new Random(20261123);
        for (int round = 0; round < 3000; round++) {
            int n = 1 + random.nextInt(5);
            List<Waiter> waiters = new ArrayList<>();
            List<Held> held = new ArrayList<>();
            for (int w = 0; w < n; w++) {
                waiters.add(
                        random.nextInt(4) == 0
                                ? waits(w, Op.WAITPID, 0xffff, RD, random.nextInt(n + 1))
                                : waits(w, Op.READ, random.nextInt(3), RD));
                for (int o = 0; o < 3; o++) {
                    if (random.nextInt(4) == 0) {
                        held.add(new Held(w, o, WR));
                    }
                }
            }
            if (random.nextBoolean()) {
                held.add(new Held(n, random.nextInt(3), WR));
            }
            Set<Integer> running = random.nextBoolean() ? Set.of(n) : Set.of();
            int best = 0;
            for (int set = 0; set < 1 << n; set++) {
                boolean isClosed = true;
                for (int w = 0; w < n; w++) {
                    isClosed &= (set >> w & 1) == 0 || !canBeHelped(waiters.get(w), held, running, set, n);
                }
                best = isClosed ? best | set : best;
            }
            List<Waiter> expected = new ArrayList<>();
            for (int w = 0; w < n; w++) {
                if ((best >> w & 1) != 0) {
                    expected.add(waiters.get(w));
                }
            }
            assertEquals(expected, new WaitFor(waiters, held, running).stuck(), waiters + " " + held + " " + running);
        }
    }

    /** By one outside a set that is thought to be stuck. */
    private static boolean canBeHelped(Waiter w, List<Held> held, Set<Integer> running, int set, int n) {
        if (w.op() == Op.WAITPID) {
            int child = w.children().get(0);
            return running.contains(child) || child == n || (set >> child & 1) == 0;
        }
        return held.stream()
                .anyMatch(h -> h.object() == w.object()
                        && h.worker() != w.worker()
                        && (running.contains(h.worker()) || h.worker() < n && (set >> h.worker() & 1) == 0));
    }
}
