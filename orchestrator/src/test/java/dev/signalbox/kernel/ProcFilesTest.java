package dev.signalbox.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Strings captured on Linux 6.18, x86_64. */
class ProcFilesTest {
    @Test
    void syscall_ofAThreadThatReadsAPipe() {
        SyscallLine line = SyscallLine.parse(
                "0 0x4 0x7f5e7ef49000 0x20000 0x7f5e7efdcb60 0xffffffff 0x0 0x7ffd66025288 0x7f5e7f0c52ad\n");
        assertEquals(0, line.number());
        assertEquals(List.of(4L, 0x7f5e7ef49000L, 0x20000L, 0x7f5e7efdcb60L, 0xffffffffL, 0L), line.arguments());
        assertTrue(line.is(0, 4));
        assertFalse(line.is(0, 3));
        assertFalse(line.is(1, 4));
    }

    @Test
    void syscall_ofAThreadThatRuns_isStopped_orIsAZombie() {
        assertEquals(new SyscallLine(SyscallLine.RUNNING, List.of()), SyscallLine.parse("running\n"));
        assertEquals(
                new SyscallLine(SyscallLine.NO_CALL, List.of()),
                SyscallLine.parse("-1 0x7ffd70ed8ff8 0x7f6be8725149\n"));
        assertFalse(SyscallLine.parse("running\n").is(0, 4));
    }

    @Test
    void syscall_withAnArgumentOf64Bits() {
        SyscallLine line = SyscallLine.parse("1 0xffffffff00000005 0xffffffffffffffff 0x1 0x0 0x0 0x0 0x7ffd 0x7f5e\n");
        assertEquals(-1L, line.arguments().get(1));
        assertTrue(line.is(1, 5));
    }

    @Test
    void stat_ofACatThatSleeps() {
        assertEquals(
                new ThreadStat(9905, "cat", 'S', 9864, 2685, 226989, 0),
                ThreadStat.parse("9905 (cat) S 9864 9857 2685 0 -1 4194304 75 0 0 0 0 0 0 0 20 0 1 0 226989 3133440 360"
                        + " 18446744073709551615 94327408959488 94327408979369 140726314882352 0 0 0 0 0 0 1 0 0 17 1"
                        + " 0 0 0 0 0 94327408995376 94327408996992 94327646453760 140726314887482 140726314887486"
                        + " 140726314887486 140726314889195 0\n"));
    }

    @Test
    void stat_ofAProgramWithAWickedName() {
        ThreadStat stat = ThreadStat.parse("9949 (a) S (b) R 9908 9857 2685 0 -1 4194304 75 0 0 0 0 0 0 0 20 0 1 0"
                + " 227063 3133440 383 18446744073709551615\n");
        assertEquals("a) S (b", stat.name());
        assertEquals('R', stat.state());
        assertEquals(227063, stat.startTicks());
    }

    @Test
    void stat_ofAZombie_hasEnded() {
        ThreadStat zombie =
                ThreadStat.parse("9905 (cat) Z 9864 9857 2685 0 -1 4227084 75 0 0 0 0 0 0 0 20 0 1 0 226989 0 0"
                        + " 18446744073709551615 0 0 0 0 0 0 0 0 0 1 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 768\n");
        assertTrue(zombie.ended());
        assertEquals(new End(false, 3, false), WaitStatus.end(zombie.status()));
    }

    @Test
    void fdinfo_tellsAccessAndFlags() {
        FdInfo writer = FdInfo.parse("pos:\t0\nflags:\t02004001\nmnt_id:\t16\nino:\t21463\n");
        assertEquals(1, writer.access());
        assertTrue(writer.nonblock());
        assertTrue(writer.closeOnExec());
        FdInfo reader = FdInfo.parse("pos:\t0\nflags:\t00\nmnt_id:\t16\nino:\t21463\n");
        assertEquals(new FdInfo(0), reader);
        assertFalse(reader.nonblock());
    }

    @Test
    void links_tellPipesFromFilesWithSuchNames() {
        assertEquals(21463, new FdLink("pipe:[21463]").pipe());
        assertEquals(-1, new FdLink("socket:[21463]").pipe());
        assertEquals(-1, new FdLink("/tmp/pipe:[21463]").pipe());
        assertEquals(-1, new FdLink("pipe:[x]").pipe());
    }

    @Test
    void damagedText_isRefusedWithWhatWasExpected() {
        for (String text : new String[] {"", "0 0x1", "x", "0 1 2 3 4 5 6", "-7 0x0 0x0 0x0 0x0 0x0 0x0"}) {
            assertThrows(IllegalArgumentException.class, () -> SyscallLine.parse(text), text);
        }
        for (String text : new String[] {"", "1", "1 (a", "1 (a)", "1 (a) S", "x (a) S 1 2 3", "1 (a) S 1 2 3 4 5"}) {
            assertThrows(IllegalArgumentException.class, () -> ThreadStat.parse(text), text);
        }
        for (String text : new String[] {"", "pos: 0", "flags:\t9"}) {
            assertThrows(IllegalArgumentException.class, () -> FdInfo.parse(text), text);
        }
    }
}
