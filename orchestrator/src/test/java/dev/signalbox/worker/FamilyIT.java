package dev.signalbox.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.kernel.PipeEnds;
import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Returned;
import dev.signalbox.kernel.WaitStatus;
import dev.signalbox.scenario.Element;
import dev.signalbox.scenario.End;
import dev.signalbox.scenario.EvaluationException;
import dev.signalbox.scenario.Expression;
import dev.signalbox.scenario.Literal;
import dev.signalbox.scenario.NativeProgram;
import dev.signalbox.scenario.Pair;
import dev.signalbox.scenario.Variables;
import dev.signalbox.scenario.WorkerDeclaration;
import dev.signalbox.trace.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children of this very process, started as a worker starts them. */
class FamilyIT {
    private static final End P1 = new End("p", End.WRITE);

    @TempDir
    Path folder;

    private final PipeEnds p = PipeEnds.create().ends();
    private final PipeEnds reports = PipeEnds.create().ends();
    private final Variables variables = new Variables();
    private Family family;

    @BeforeEach
    void meet() throws IOException {
        variables.set("p", new Pair(p.readFd(), p.writeFd()));
        // What is missing fails a test instead of holding it up.
        Posix.fcntl(p.readFd(), Posix.F_SETFL, Posix.O_NONBLOCK);
        Posix.fcntl(reports.readFd(), Posix.F_SETFL, Posix.O_NONBLOCK);
        List<WorkerDeclaration> children = List.of(
                child("inherits", List.of(), true, null, "sh", "-c", "echo $0 >/dev/fd/$0; exit 3", "p[1]"),
                child("holds", List.of(P1), false, null, "sh", "-c", "exec >/dev/fd/$0; ls -v /proc/$$/fd", "p[1]"),
                child("prints", List.of(), false, P1, "sh", "-c", "ls -v /proc/$$/fd"),
                child("absent", List.of(), false, null, "no-such-program"),
                child("greedy", List.of(new End("q", End.READ)), false, null, "true"));
        Map<String, Job.Spawned> spawned = new TreeMap<>();
        for (WorkerDeclaration one : children) {
            Path out = Files.createFile(folder.resolve(one.name() + ".out"));
            Path err = Files.createFile(folder.resolve(one.name() + ".err"));
            spawned.put(
                    one.name(), new Job.Spawned(10 + spawned.size(), one, List.of(), out.toString(), err.toString()));
        }
        Path jobs = Files.createDirectory(folder.resolve("jobs"));
        Job job = new Job(true, "file.yaml", 4, null, variables, folder.toString(), jobs.toString(), spawned);
        family = new Family(job, new Own(500, 501, reports.writeFd()), Map.of("top", 4711));
    }

    private static WorkerDeclaration child(
            String name, List<End> holds, boolean inherits, End stdout, String... arguments) {
        List<Expression> all = new ArrayList<>();
        for (String argument : arguments) {
            all.add(argument.equals("p[1]") ? new Element("p", End.WRITE, 1) : new Literal(argument));
        }
        NativeProgram program = new NativeProgram(all, 1, 1);
        return new WorkerDeclaration(name, name, 0, program, holds, inherits, true, null, stdout, null, 1, 1);
    }

    @AfterEach
    void close() {
        for (PipeEnds pipe : List.of(p, reports)) {
            pipe.closeRead();
            pipe.closeWrite();
        }
    }

    @Test
    void child_inheritsTheEndsOfItsParentUnderTheirNumbers() throws Exception {
        int pid = spawn("inherits");
        int[] status = new int[1];
        assertEquals(new Returned(pid, 0), family.waitpid(pid, status, 0));
        assertEquals(3, WaitStatus.exitStatus(status[0]));
        assertEquals(p.writeFd() + "\n", read(p.readFd()));
        assertEquals(List.of(2, 4, index("inherits"), pid), report());
        assertEquals(List.of(3, pid, status[0], 0), report());
        assertEquals(Errno.ECHILD.number(), family.waitpid(pid, status, 0).errno());
    }

    @Test
    void child_holdsWhatItDeclaresAndNothingElse() throws Exception {
        int pid = spawn("holds");
        family.waitpid(pid, new int[1], 0);
        assertEquals(
                Set.of("0", "1", "2", Integer.toString(p.writeFd())),
                Set.of(read(p.readFd()).split("\n")));
    }

    @Test
    void child_hasAnEndAsItsStandardOutput() throws Exception {
        int pid = spawn("prints");
        family.waitpid(pid, new int[1], 0);
        assertEquals("0\n1\n2\n", read(p.readFd()));
    }

    @Test
    void secondStart_isRefused_andOneThatFailedIsNone() throws Exception {
        family.waitpid(spawn("prints"), new int[1], 0);
        EvaluationException again = assertThrows(EvaluationException.class, () -> spawn("prints"));
        assertTrue(again.getMessage().startsWith("spawn(prints): it was started before"), again.getMessage());
        for (int i = 0; i < 2; i++) {
            assertEquals(new Returned(-1, Errno.ENOENT.number()), family.spawn("absent", variables.copy()));
        }
    }

    @Test
    void endThatTheParentHasNot_cannotBeHandedOn() {
        assertEquals(
                "q[0] is not held by this worker (expected: an end that it can hand on)",
                assertThrows(EvaluationException.class, () -> spawn("greedy")).getMessage());
        variables.set("p", new Pair(p.readFd(), -1));
        assertThrows(EvaluationException.class, () -> spawn("holds"));
    }

    @Test
    void pid_isKnownOfThoseThatWereStartedAtTheBeginning() throws Exception {
        assertEquals(4711, family.pid("top"));
        assertThrows(EvaluationException.class, () -> family.pid("holds"));
        assertThrows(EvaluationException.class, () -> spawn("nobody"));
    }

    private int spawn(String worker) throws EvaluationException {
        return (int) family.spawn(worker, variables.copy()).value();
    }

    private static int index(String worker) {
        return 10 + List.of("inherits", "holds", "prints", "absent", "greedy").indexOf(worker);
    }

    private List<Integer> report() {
        byte[] bytes = new byte[16];
        assertEquals(new Returned(16, 0), Posix.read(reports.readFd(), bytes, 16));
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return List.of(in.getInt(), in.getInt(), in.getInt(), in.getInt());
    }

    private static String read(int fd) {
        byte[] bytes = new byte[1000];
        return new String(
                bytes, 0, (int) Math.max(0, Posix.read(fd, bytes, bytes.length).value()));
    }
}
