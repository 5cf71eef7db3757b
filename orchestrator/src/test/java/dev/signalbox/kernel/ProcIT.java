package dev.signalbox.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.trace.Op;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProcIT {
    private static final long DEADLINE_NS = 10_000_000_000L;
    private static final int READ = Arch.current().callNumber(Op.READ);
    private static final long PID = ProcessHandle.current().pid();

    @Test
    void sleep_isProvenForAChildThatReads_andOverWhenItEnds() throws IOException {
        PipeEnds in = PipeEnds.create().ends();
        int pid = (int) Children.spawn(List.of("cat"), Map.of("PATH", "/usr/bin:/bin"), in.readFd(), 1, 2)
                .value();
        await(Sleep.ASLEEP, pid);
        assertEquals(Sleep.AWAKE, Proc.sleep(pid, pid, READ, 7));
        assertEquals(Sleep.AWAKE, Proc.sleep(pid, pid, READ + 1, 0));

        ThreadStat stat = Proc.stat(pid).orElseThrow();
        assertEquals("cat", stat.name());
        assertEquals(PID, stat.parent());
        assertEquals(pid, stat.session());
        assertEquals(Set.of(0, 1, 2), Proc.links(pid).keySet());
        assertEquals(Proc.links(PID).get(in.writeFd()), Proc.links(pid).get(0));
        assertTrue(Proc.links(pid).get(0).pipe() > 0);
        assertEquals(0, Proc.fdInfo(pid, 0).orElseThrow().access());
        assertEquals(1, Proc.fdInfo(PID, in.writeFd()).orElseThrow().access());
        assertEquals(Optional.empty(), Proc.fdInfo(pid, 3));

        in.closeRead();
        in.closeWrite();
        Children.awaitEnd(pid);
        assertEquals(Sleep.GONE, Proc.sleep(pid, pid, READ, 0));
        assertTrue(Proc.stat(pid).orElseThrow().ended());
        assertTrue(Proc.links(pid).isEmpty());
        Children.reap(pid);
        assertEquals(Sleep.GONE, Proc.sleep(pid, pid, READ, 0));
        assertEquals(Optional.empty(), Proc.stat(pid));
        assertTrue(Proc.links(pid).isEmpty());
    }

    @Test
    void sleep_isNotProvenForAThreadThatRuns() {
        assertEquals(Sleep.AWAKE, Proc.sleep(PID, Proc.currentThread(), READ, 0));
    }

    @Test
    void currentThread_isNotTheProcess() throws IOException {
        int tid = Proc.currentThread();
        assertTrue(tid > PID);
        assertEquals(tid, Proc.threadStat(PID, tid).orElseThrow().id());
        assertThrows(IOException.class, () -> Inode.of(tid, 1_000_000));
        assertTrue(new TreeSet<>(Proc.links(PID).keySet()).containsAll(Set.of(0, 1, 2)));
    }

    private static void await(Sleep expected, int pid) {
        long end = System.nanoTime() + DEADLINE_NS;
        while (Proc.sleep(pid, pid, READ, 0) != expected) {
            assertTrue(System.nanoTime() < end, () -> "child " + pid + " is " + Proc.sleep(pid, pid, READ, 0));
            Thread.onSpinWait();
        }
    }
}
