package dev.signalbox.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.primitive.Primitive;
import dev.signalbox.trace.Op;
import org.junit.jupiter.api.Test;

/** Objects of which a process that nobody watches holds an end, and streams of the C library. */
class ForeignTest {
    private static final int RD = 0;
    private static final int WR = 1;

    @Test
    void objectOfAProgram_isNotJudgedAndItsLevelIsKnownOnlyWhenToldOf() {
        Script it = new Script("a", "cat")
                .object(Primitive.PIPE, true)
                .holds("a", 0, RD, 3)
                .holds("a", 0, WR, 4)
                .holds("cat", 0, RD, 0)
                .isNative("cat")
                .call("a", 10, 20, Op.WRITE)
                .on(0, WR, 4)
                .with(5, 0)
                .gives(5)
                .call("a", 30, 40, Op.FIONREAD)
                .on(0, RD, 3)
                .with(0, 3)
                .gives(0)
                .call("a", 50, 60, Op.READ)
                .on(0, RD, 3)
                .with(9, 0)
                .gives(2)
                .finish();
        assertEquals(0, it.divergences());
        assertEquals("-1 3 -1", it.cell(0, 0));
        assertEquals(0, it.edges());
        assertTrue(it.isReplayed());
    }

    @Test
    void object_isForeignFromTheStepOnThatAProgramInheritsIt() {
        Script it = new Script("a", "cat")
                .object(Primitive.PIPE, true)
                .holds("a", 0, RD, 3)
                .holds("a", 0, WR, 4)
                .isNative("cat")
                .call("a", 10, 20, Op.WRITE)
                .on(0, WR, 4)
                .with(5, 0)
                .gives(5)
                .call("a", 21, 22, Op.INHERIT)
                .on(0, RD, 0)
                .with(1, 3)
                .gives(0)
                .call("a", 50, 60, Op.READ)
                .on(0, RD, 3)
                .with(9, 0)
                .gives(2)
                .finish();
        assertEquals("0 5 -1", it.cell(0, 0));
        assertEquals(0, it.divergences());
        assertTrue(it.isReplayed());
    }

    @Test
    void readOfAForeignObject_comesAfterTheWriteThatOverlapsIt() {
        Script it = new Script("a", "b", "cat")
                .object(Primitive.PIPE, true)
                .holds("a", 0, WR, 4)
                .holds("b", 0, RD, 3)
                .holds("cat", 0, RD, 0)
                .isNative("cat")
                .call("a", 10, 50, Op.WRITE)
                .on(0, WR, 4)
                .with(5, 0)
                .gives(5)
                .call("b", 20, 40, Op.READ)
                .on(0, RD, 3)
                .with(9, 0)
                .gives(5)
                .finish();
        assertEquals("a write; b read", it.effects());
    }

    @Test
    void fputs_writesWhatLibcMovedAndNothingThatItKept() {
        Script it = new Script("a", "b")
                .object(Primitive.PIPE, true)
                .holds("a", 0, WR, 4)
                .holds("b", 0, RD, 3)
                .call("a", 10, 20, Op.FPUTS)
                .on(0, WR, 4)
                .with(7, 0)
                .then(0)
                .gives(1)
                .call("a", 30, 40, Op.FFLUSH)
                .on(0, WR, 4)
                .with(0, 7)
                .then(7)
                .gives(0)
                .call("b", 35, 38, Op.READ)
                .on(0, RD, 3)
                .with(100, 0)
                .gives(7)
                .call("a", 50, 60, Op.FCLOSE)
                .on(0, WR, 4)
                .with(0, 0)
                .then(0)
                .gives(0)
                .call("b", 70, 80, Op.READ)
                .on(0, RD, 3)
                .with(100, 0)
                .gives(0)
                .finish();
        assertEquals("a fputs; a fflush; b read; a fclose; b read", it.effects());
        assertEquals("0 7 0", it.cell(0, 0));
        assertEquals("1 0", it.cell(0, 2));
        assertEquals(0, it.divergences());
        assertTrue(it.isReplayed());
    }

    @Test
    void bigFputs_goesInPartsThatReadersSaw() {
        Script it = new Script("a", "b")
                .object(Primitive.PIPE, true)
                .holds("a", 0, WR, 4)
                .holds("b", 0, RD, 3)
                .call("a", 10, Act.OPEN, Op.FPUTS)
                .on(0, WR, 4)
                .with(200_000, 0)
                .gives(0)
                .call("b", 35, 38, Op.READ)
                .on(0, RD, 3)
                .with(65_536, 0)
                .gives(65_536)
                .finish();
        assertEquals("a partial fputs; b read", it.effects().substring(0, 23));
        assertEquals(0, it.divergences());
    }

    @Test
    void poll_returnsWhenThereIsSomethingToRead() {
        Script it = new Script("a", "b")
                .object(Primitive.PIPE, true)
                .holds("a", 0, WR, 4)
                .holds("b", 0, RD, 3)
                .call("b", 5, 30, Op.POLL)
                .on(0, RD, 3)
                .with(-1, 1)
                .gives(1)
                .call("a", 10, 40, Op.WRITE)
                .on(0, WR, 4)
                .with(7, 0)
                .gives(7)
                .finish();
        assertEquals("b enter poll waits; a enter write; a write; b poll", it.steps());
        assertEquals(0, it.divergences());
    }
}
