package dev.signalbox.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.trace.Errno;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitpidIT {
    private static final int STOPPED_BY_SIGSTOP = 0x137f;

    @Test
    void status_tellsTheExitCode() {
        int status = statusOf("exit 3");
        assertTrue(WaitStatus.exited(status));
        assertFalse(WaitStatus.signaled(status));
        assertEquals(3, WaitStatus.exitStatus(status));
        assertEquals(new End(false, 255, false), WaitStatus.end(statusOf("exit 255")));
    }

    @Test
    void status_tellsTheSignal() {
        int status = statusOf("kill -9 $$");
        assertFalse(WaitStatus.exited(status));
        assertTrue(WaitStatus.signaled(status));
        assertEquals(Signals.SIGKILL, WaitStatus.termSignal(status));
        assertEquals(new End(true, Signals.SIGKILL, false), WaitStatus.end(status));
        assertFalse(WaitStatus.signaled(STOPPED_BY_SIGSTOP));
        assertThrows(IllegalArgumentException.class, () -> WaitStatus.end(STOPPED_BY_SIGSTOP));
    }

    @Test
    void nohang_doesNotWait() {
        PipeEnds in = PipeEnds.create().ends();
        int pid = (int) Children.spawn(List.of("cat"), Map.of("PATH", "/usr/bin:/bin"), in.readFd(), 1, 2)
                .value();
        assertEquals(new Returned(0, 0), Posix.waitpid(pid, new int[1], Posix.WNOHANG));
        assertEquals(new Returned(0, 0), Posix.kill(pid, Signals.SIGTERM));
        int[] status = new int[1];
        assertEquals(new Returned(pid, 0), Posix.waitpid(pid, status, 0));
        assertEquals(new End(true, Signals.SIGTERM, false), WaitStatus.end(status[0]));
        in.closeRead();
        in.closeWrite();
    }

    @Test
    void stranger_isNoChild() {
        assertEquals(Returned.failed(Errno.ECHILD.number()), Posix.waitpid(Posix.getppid(), new int[1], 0));
        assertEquals(Returned.failed(Errno.ESRCH.number()), Posix.kill(Integer.MAX_VALUE, 0));
        assertEquals(ProcessHandle.current().pid(), Posix.getpid());
    }

    private static int statusOf(String script) {
        int pid = (int) Children.spawn(List.of("/bin/sh", "-c", script), Map.of(), 0, 1, 2)
                .value();
        int[] status = new int[1];
        assertEquals(new Returned(pid, 0), Posix.waitpid(pid, status, 0));
        return status[0];
    }
}
