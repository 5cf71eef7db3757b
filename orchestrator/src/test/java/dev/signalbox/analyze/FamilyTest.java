package dev.signalbox.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.primitive.Primitive;
import dev.signalbox.trace.Op;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Processes that start each other, and descriptors that come and go. */
class FamilyTest {
    private static final int RD = 0;
    private static final int WR = 1;
    private static final int PID = 4711;

    /** A parent that makes a pipe and starts a child that inherits its write end. */
    private static Script parentAndChild() {
        return new Script("parent", "child")
                .object(Primitive.PIPE, false)
                .call("parent", 10, 20, Op.PIPE)
                .on(0, RD, 3)
                .with(0, 4)
                .gives(0)
                .call("parent", 21, 22, Op.INHERIT)
                .on(0, WR, 9)
                .with(1, 4)
                .gives(0)
                .call("parent", 30, 90, Op.SPAWN)
                .with(1, 0)
                .gives(PID)
                .call("child", 30, 30, Op.START)
                .gives(0);
    }

    @Test
    void child_beginsAfterItsSpawnThoughThatReturnsLater() {
        Script it = parentAndChild()
                .call("child", 40, 50, Op.WRITE)
                .on(0, WR, 9)
                .with(5, 0)
                .gives(5)
                .exit("child", 55, 60)
                .finish();
        assertEquals(
                "parent pipe; parent inherit; parent posix_spawn; child start; child enter write; child write; "
                        + "child close; child exit",
                it.steps());
        assertEquals(0, it.divergences());
        assertTrue(it.isReplayed());
    }

    @Test
    void waitpid_returnsAfterTheEndOfItsChildAlsoAtTheSameInstant() {
        Script it = parentAndChild()
                .call("parent", 100, 120, Op.WAITPID)
                .with(PID, 0)
                .gives(PID)
                .call("parent", 130, 140, Op.WRITE)
                .on(0, WR, 4)
                .with(1, 0)
                .gives(1)
                .exit("child", 60, 120)
                .finish();
        assertEquals(
                "parent pipe; parent inherit; parent posix_spawn; child start; child close; child exit; parent waitpid; "
                        + "parent write",
                it.effects());
    }

    @Test
    void waitpid_waitsWhereItNeverReturns_orItsChildDidSomethingMeanwhile() {
        String begins = "parent pipe; parent inherit; parent posix_spawn; child start; ";
        assertEquals(
                begins + "parent enter waitpid waits",
                parentAndChild()
                        .call("parent", 100, Act.OPEN, Op.WAITPID)
                        .with(PID, 0)
                        .gives(0)
                        .finish()
                        .steps());
        assertEquals(
                begins + "parent enter waitpid waits; child note; child close; child exit; parent waitpid",
                waitpid(110));
        assertEquals(begins + "child note; parent enter waitpid; child close; child exit; parent waitpid", waitpid(90));
        assertEquals(
                begins + "parent enter waitpid",
                parentAndChild()
                        .call("parent", 100, Act.OPEN, Op.WAITPID)
                        .with(PID, 1) // WNOHANG
                        .gives(0)
                        .finish()
                        .steps());
    }

    private static String waitpid(long childNs) {
        return parentAndChild()
                .call("parent", 100, 120, Op.WAITPID)
                .with(PID, 0)
                .gives(PID)
                .call("child", childNs, childNs, Op.NOTE)
                .gives(0)
                .exit("child", childNs, 120)
                .finish()
                .steps();
    }

    @Test
    void pollOfSeveral_waitsWhereItNeverReturns() {
        Script it = new Script("a")
                .object(Primitive.PIPE, true)
                .holds("a", 0, RD, 3)
                .call("a", 10, Act.OPEN, Op.POLL)
                .on(0, RD, 3)
                .with(-1, 2)
                .gives(0)
                .finish();
        assertEquals("a enter poll waits", it.steps());
        assertEquals(Set.of(0), it.waited());
    }

    @Test
    void endOfFile_comesOnlyWhenTheChildHasGivenBackWhatItInherited() {
        Script it = parentAndChild()
                .call("parent", 91, 92, Op.CLOSE)
                .on(0, WR, 4)
                .gives(0)
                .call("parent", 95, 200, Op.READ)
                .on(0, RD, 3)
                .with(9, 0)
                .gives(0)
                .exit("child", 60, 190)
                .finish();
        assertEquals(
                "parent pipe; parent inherit; parent posix_spawn; child start; parent close; child close; parent read; "
                        + "child exit",
                it.effects().replace("child exit; parent read", "parent read; child exit"));
        assertEquals("1 2 1 0", it.cell(0, 2));
        assertEquals(0, it.divergences());
    }

    @Test
    void spawnThatFails_givesBackWhatTheChildWasToHold() {
        Script it = new Script("parent", "child")
                .object(Primitive.PIPE, false)
                .call("parent", 10, 20, Op.PIPE)
                .on(0, RD, 3)
                .with(0, 4)
                .gives(0)
                .call("parent", 21, 22, Op.INHERIT)
                .on(0, WR, 9)
                .with(1, 4)
                .gives(0)
                .call("parent", 30, 90, Op.SPAWN)
                .with(1, 0)
                .gives(-1, 2)
                .call("parent", 91, 92, Op.CLOSE)
                .on(0, WR, 4)
                .gives(0)
                .call("parent", 95, 96, Op.READ)
                .on(0, RD, 3)
                .with(9, 0)
                .gives(0)
                .finish();
        assertEquals(0, it.divergences());
        assertTrue(it.holds().contains("2 child 0.1:9 +; 4 child 0.1:9 -"), it.holds());
    }

    @Test
    void descriptors_areFollowedByNumber() {
        Script it = new Script("a")
                .object(Primitive.PIPE, true)
                .object(Primitive.PIPE, true)
                .holds("a", 0, RD, 3)
                .holds("a", 0, WR, 4)
                .holds("a", 1, WR, 5)
                .call("a", 10, 11, Op.DUP)
                .on(0, WR, 4)
                .gives(6)
                .call("a", 20, 21, Op.FCNTL)
                .on(0, WR, 4)
                .with(1030, 0)
                .gives(7)
                .call("a", 30, 31, Op.REPLACE)
                .on(1, WR, 5)
                .with(4, 0)
                .gives(5)
                .call("a", 30, 31, Op.DUP2)
                .on(0, WR, 4)
                .with(5, 0)
                .gives(5)
                .call("a", 40, 41, Op.DUP2)
                .on(0, WR, 4)
                .with(4, 0)
                .gives(4)
                .call("a", 50, 51, Op.CLOSE)
                .on(0, WR, 4)
                .gives(0)
                .exit("a", 60, 70)
                .finish();
        assertEquals(
                "0 a 0.0:3 +; 0 a 0.1:4 +; 0 a 1.1:5 +; 1 a 0.1:6 +; 2 a 0.1:7 +; 3 a 1.1:5 -; 4 a 0.1:5 +; 6 a 0.1:4 -; "
                        + "7 a 0.0:3 -; 8 a 0.1:6 -; 9 a 0.1:7 -; 10 a 0.1:5 -",
                it.holds());
        assertEquals("1 2 3 4 3 2 1 0", it.cell(0, 2));
        assertEquals(0, it.divergences());
        assertTrue(it.isReplayed());
    }

    @Test
    void openOfAFifo_waitsForItsPartner() {
        Script it = new Script("r", "w")
                .object(Primitive.FIFO, true)
                .call("r", 10, 60, Op.OPEN)
                .on(0, RD, -1)
                .with(0, 0)
                .gives(3)
                .call("w", 30, 70, Op.OPEN)
                .on(0, WR, -1)
                .with(1, 0)
                .gives(4)
                .call("w", 80, 90, Op.WRITE)
                .on(0, WR, 4)
                .with(5, 0)
                .gives(5)
                .exit("w", 95, 96)
                .exit("r", 97, 98)
                .finish();
        assertEquals(
                "r enter open waits; r partial open; w enter open; w open; r open; w enter write; w write; w close; "
                        + "w exit; r close; r exit",
                it.steps());
        assertEquals("0 1 0", it.cell(0, 1));
        assertEquals("0 1 0", it.cell(0, 2));
        assertEquals("0 5 0", it.cell(0, 0), "what nobody read is lost with the last end");
        assertEquals(0, it.edges());
        assertEquals(0, it.divergences());
        assertTrue(it.isReplayed());
    }

    @Test
    void openThatWasCutShort_leavesNoEnd() {
        Script it = new Script("r", "w")
                .object(Primitive.FIFO, true)
                .call("r", 10, 60, Op.OPEN)
                .on(0, RD, -1)
                .with(0, 0)
                .isCut()
                .exit("r", 60, 61)
                .call("w", 80, 90, Op.OPEN)
                .on(0, WR, -1)
                .with(1 | 0x800, 0)
                .gives(-1, 6)
                .finish();
        assertEquals("r partial open; r cut open; r exit; w open", it.effects());
        assertEquals("0 1 0", it.cell(0, 1));
        assertEquals(0, it.divergences());
    }

    @Test
    void openWithoutPartner_thatReturnsAllTheSameDiverges() {
        Script it = new Script("r")
                .object(Primitive.FIFO, true)
                .call("r", 10, 60, Op.OPEN)
                .on(0, RD, -1)
                .with(0, 0)
                .gives(3)
                .finish();
        assertEquals(1, it.divergences());
    }
}
