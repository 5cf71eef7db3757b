package dev.signalbox.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private final List<Event> steps = new ArrayList<>();

    @Test
    void wait_beginsWithTheCall() {
        step(0, 1, Phase.ENTER, Op.READ, Event.WAITS);
        step(1, 2, Phase.ENTER, Op.WRITE, 0);
        step(1, 2, Phase.EXIT, Op.WRITE, 0);
        step(0, 1, Phase.EXIT, Op.READ, 0);
        Moments moments = new Moments(steps);
        assertEquals(1, moments.waitOf(1));
        assertEquals(0, moments.waitOf(2));
        assertEquals(1, moments.waits());
    }

    /** As in state.test.js and columns.test.js. */
    @Test
    void wait_beginsWithThePartThatWentInAtOnce() {
        step(0, 1, Phase.ENTER, Op.WRITE, Event.WAITS);
        step(1, 2, Phase.ENTER, Op.READ, 0);
        step(0, 1, Phase.PARTIAL, Op.WRITE, Event.INFERRED);
        step(1, 2, Phase.EXIT, Op.READ, 0);
        step(0, 1, Phase.PARTIAL, Op.WRITE, Event.INFERRED);
        assertEquals(3, new Moments(steps).waitOf(1));
    }

    @Test
    void wait_beginsWithTheCall_whereAnotherMadeThePartPossible() {
        step(0, 1, Phase.ENTER, Op.WRITE, Event.WAITS);
        step(1, 2, Phase.ENTER, Op.READ, 0);
        step(1, 2, Phase.EXIT, Op.READ, 0);
        step(0, 1, Phase.PARTIAL, Op.WRITE, Event.INFERRED);
        assertEquals(1, new Moments(steps).waitOf(1));
    }

    @Test
    void end_ofTheCauseComesFirst_thoughItsExitIsLearnedLater() {
        step(1, 1, Phase.ENTER, Op.READ, 0);
        step(1, 1, Phase.CUT, Op.READ, 0);
        step(1, 2, Phase.WHOLE, Op.CLOSE, Event.INFERRED);
        step(0, 3, Phase.ENTER, Op.WRITE, 0);
        step(0, 3, Phase.EXIT, Op.WRITE, 0);
        step(0, 4, Phase.WHOLE, Op.EXIT, 0);
        step(1, 5, Phase.WHOLE, Op.EXIT, 0);
        Moments moments = new Moments(steps);
        assertEquals(2, moments.endOf(1));
        assertEquals(6, moments.endOf(0));
        assertEquals(2, moments.lastCut(1));
        assertEquals(0, moments.lastCut(0));
        assertEquals(1, moments.threads(0));
        assertEquals(0, moments.lastLine(0));
    }

    @Test
    void end_isNotACallWhoseRecordWasLost() {
        step(0, 1, Phase.ENTER, Op.READ, 0);
        step(0, 1, Phase.CUT, Op.READ, Event.INFERRED);
        step(0, 2, Phase.ENTER, Op.READ, 0);
        step(1, 3, Phase.WHOLE, Op.EXIT, 0);
        step(0, 4, Phase.WHOLE, Op.EXIT, 0);
        Moments moments = new Moments(steps);
        assertTrue(moments.endOf(1) < moments.endOf(0));
    }

    private void step(int worker, long opId, Phase phase, Op op, int flags) {
        int object = op == Op.EXIT ? Event.NO_OBJECT : 0;
        long ns = steps.size() * 10L;
        steps.add(new Event(
                0, phase, op, worker, 100 + worker, opId, object, 3, flags, 0, 0, 0, 0, ns, ns, ns, 0, new byte[0]));
    }
}
