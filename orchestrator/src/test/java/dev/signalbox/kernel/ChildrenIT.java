package dev.signalbox.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.trace.Errno;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChildrenIT {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin", "GREETING", "a=b ü");

    @Test
    void spawn_givesThreeDescriptorsAndNoOther() {
        // One that is not close-on-exec, as the JDK leaves many.
        int stray = (int) Posix.open("/dev/null", Posix.O_RDONLY).value();
        String[] lines = outputOf("readlink /proc/self; ls /proc/self/fd; exit 3", new End(false, 3, false))
                .split("\n");
        Posix.close(stray);
        TreeSet<String> fds = new TreeSet<>(List.of(lines).subList(1, lines.length));
        // 3 is the folder that ls itself reads.
        assertEquals(new TreeSet<>(List.of("0", "1", "2", "3")), fds);
    }

    @Test
    void spawn_passesArgumentsAndEnvironmentUnchanged() {
        assertEquals("a=b ü", outputOf("printf %s \"$GREETING\"", new End(false, 0, false)));
    }

    @Test
    void spawn_givesAnOwnSessionAndDefaultSignals() {
        String out = outputOf(
                "cut -d' ' -f6 /proc/$$/stat; echo $$; grep -E 'Sig(Blk|Ign)' /proc/self/status",
                new End(false, 0, false));
        String[] lines = out.split("\n");
        assertEquals(lines[1], lines[0]);
        assertEquals("SigBlk:\t0000000000000000", lines[2]);
        assertEquals("SigIgn:\t0000000000000000", lines[3]);
    }

    @Test
    void waitid_tellsKilledFromExited137() {
        outputOf("kill -9 $$", new End(true, Signals.SIGKILL, false));
        outputOf("exit 137", new End(false, 137, false));
        assertEquals("killed by SIGKILL", new End(true, 9, false).toString());
        assertEquals("exited with code 137", new End(false, 137, false).toString());
    }

    @Test
    void spawn_saysWhyItCouldNot() {
        assertEquals(new Returned(-1, Errno.ENOENT.number()), Children.spawn(List.of("/no/such"), Map.of(), 0, 1, 2));
        Child elsewhere = new Child(List.of("true"), ENVIRONMENT, "/no/such", new TreeMap<>(Map.of(0, 0)), true);
        assertEquals(new Returned(-1, Errno.ENOENT.number()), Children.spawn(elsewhere));
        Child holdsNothing = new Child(List.of("true"), ENVIRONMENT, null, new TreeMap<>(Map.of(5, 1_000)), true);
        assertEquals(new Returned(-1, Errno.EBADF.number()), Children.spawn(holdsNothing));
        assertThrows(IllegalArgumentException.class, () -> Children.spawn(List.of(), Map.of(), 0, 1, 2));
    }

    @Test
    void spawn_putsDescriptorsWhereTheyAreWanted_andClosesAllOthers() {
        PipeEnds one = PipeEnds.create().ends();
        PipeEnds other = PipeEnds.create().ends();
        TreeMap<Integer, Integer> crossed =
                new TreeMap<>(Map.of(1, one.writeFd(), 107, other.readFd(), 109, other.writeFd()));
        crossed.put(one.writeFd(), one.readFd());
        crossed.put(one.readFd(), one.writeFd());
        String script = "grep flags /proc/$$/fdinfo/" + one.readFd() + " /proc/$$/fdinfo/" + one.writeFd()
                + "; ls /proc/$$/fd; pwd; exit 1";
        int pid = (int) Children.spawn(new Child(List.of("/bin/sh", "-c", script), ENVIRONMENT, "/", crossed, false))
                .value();
        one.closeWrite();
        List<String> lines = List.of(text(one.readFd()).split("\n"));
        assertTrue(lines.get(0).endsWith("01"), lines.get(0));
        assertTrue(lines.get(1).endsWith("00"), lines.get(1));
        assertEquals(
                crossed.keySet(),
                new TreeSet<>(lines.subList(2, lines.size() - 1).stream()
                        .map(Integer::valueOf)
                        .toList()));
        assertEquals("/", lines.get(lines.size() - 1));
        assertEquals(new Children.Waited(new End(false, 1, false), 0), Children.reap(pid));
        one.closeRead();
        other.closeRead();
        other.closeWrite();
    }

    @Test
    void orphan_isAdopted_andItsEndSeenThroughAPidFd() throws Exception {
        assertEquals(new Returned(0, 0), Children.adoptOrphans(true));
        PipeEnds hold = PipeEnds.create().ends();
        PipeEnds out = PipeEnds.create().ends();
        List<String> parent = List.of("/bin/sh", "-c", "(read a; exit 5) <&0 & echo $!");
        int pid = (int) Children.spawn(parent, ENVIRONMENT, hold.readFd(), out.writeFd(), 2)
                .value();
        out.closeWrite();
        byte[] buffer = new byte[16];
        int length = (int) Posix.read(out.readFd(), buffer, buffer.length).value();
        int orphan = Integer.parseInt(new String(buffer, 0, length).strip());
        Children.reap(pid);
        assertEquals(
                ProcessHandle.current().pid(), Proc.stat(orphan).orElseThrow().parent());
        try (PidFd watched = PidFd.open(orphan)) {
            hold.closeRead();
            hold.closeWrite();
            assertTrue(watched.awaitEnd(10_000));
        }
        assertEquals(
                new End(false, 5, false),
                WaitStatus.end(Proc.stat(orphan).orElseThrow().status()));
        Children.forget(orphan);
        assertTrue(Proc.stat(orphan).isEmpty());
        Children.adoptOrphans(false);
        out.closeRead();
    }

    @Test
    void pidFd_signalsOneProcessAndNoLaterOne() throws Exception {
        PipeEnds in = PipeEnds.create().ends();
        int pid = (int)
                Children.spawn(List.of("cat"), ENVIRONMENT, in.readFd(), 1, 2).value();
        try (PidFd cat = PidFd.open(pid)) {
            assertFalse(cat.awaitEnd(0));
            assertEquals(new Returned(0, 0), cat.kill(Signals.SIGTERM));
            Children.reap(pid);
            assertEquals(Returned.failed(Errno.ESRCH.number()), cat.kill(Signals.SIGTERM));
        }
        assertThrows(IOException.class, () -> PidFd.open(pid));
        in.closeRead();
        in.closeWrite();
    }

    @Test
    void peek_doesNotWaitAndDoesNotReap() {
        PipeEnds in = PipeEnds.create().ends();
        int pid = (int)
                Children.spawn(List.of("cat"), ENVIRONMENT, in.readFd(), 1, 2).value();
        assertEquals(new Children.Waited(null, 0), Children.peek(pid));
        assertEquals(new Returned(0, 0), Children.kill(pid, Signals.SIGTERM));
        End killed = new End(true, Signals.SIGTERM, false);
        assertEquals(new Children.Waited(killed, 0), Children.awaitEnd(pid));
        assertEquals(new Children.Waited(killed, 0), Children.peek(pid));
        assertEquals(new Children.Waited(killed, 0), Children.reap(pid));
        assertEquals(new Children.Waited(null, Errno.ECHILD.number()), Children.peek(pid));
        in.closeRead();
        in.closeWrite();
    }

    private static String outputOf(String script, End expected) {
        PipeEnds out = PipeEnds.create().ends();
        Returned pid = Children.spawn(List.of("/bin/sh", "-c", script), ENVIRONMENT, 0, out.writeFd(), 2);
        assertTrue(pid.value() > 0, pid.toString());
        out.closeWrite();
        String text = text(out.readFd());
        out.closeRead();
        Children.Waited waited = Children.reap((int) pid.value());
        assertEquals(expected, waited.end());
        assertNull(Children.peek((int) pid.value()).end());
        return text;
    }

    private static String text(int fd) {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[4096];
        for (long n; (n = Posix.read(fd, buffer, buffer.length).value()) > 0; ) {
            text.append(new String(buffer, 0, (int) n));
        }
        return text.toString();
    }
}
