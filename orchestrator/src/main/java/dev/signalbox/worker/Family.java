package dev.signalbox.worker;

import dev.signalbox.kernel.Child;
import dev.signalbox.kernel.Children;
import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Proc;
import dev.signalbox.kernel.Returned;
import dev.signalbox.scenario.EvaluationException;
import dev.signalbox.scenario.Expression;
import dev.signalbox.scenario.NativeProgram;
import dev.signalbox.scenario.Values;
import dev.signalbox.scenario.Variables;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The other workers, as this one knows them: those it can start, and those it can name. */
final class Family {
    private static final String NOTHING = "/dev/null";
    private static final int STDERR = 2;

    private final Job job;
    private final Own own;
    private final Map<String, Integer> pids;

    Family(Job job, Own own, Map<String, Integer> pids) {
        this.job = job;
        this.own = own;
        this.pids = pids;
    }

    /** The pid of a worker that was started at the beginning. */
    int pid(String worker) throws EvaluationException {
        Integer pid = pids.get(worker);
        if (pid == null) {
            throw new EvaluationException(
                    "pid(" + worker + "): not started at the beginning (expected: one of " + pids.keySet() + ")", 0);
        }
        return pid;
    }

    /**
     * Starts a declared worker as a child of this process, by posix_spawn.
     *
     * @param copy what it knows: this thread's variables, as after fork
     * @return its pid; or -1 with errno
     * @throws EvaluationException when it was started before, or is to hold what this worker has not
     */
    synchronized Returned spawn(String worker, Variables copy) throws EvaluationException {
        Job.Spawned child = job.spawned().get(worker);
        if (child == null) {
            throw new EvaluationException(
                    "spawn(" + worker + "): unknown (expected: one of "
                            + job.spawned().keySet() + ")",
                    0);
        }
        Inheritance inheritance = Inheritance.of(child.worker(), copy);
        Path claim = Path.of(job.jobs(), Integer.toString(child.index()));
        try (OutputStream out = Files.newOutputStream(claim, StandardOpenOption.CREATE_NEW)) {
            return spawn(child, inheritance, claim, out);
        } catch (FileAlreadyExistsException before) {
            throw new EvaluationException(
                    "spawn(" + worker + "): it was started before (expected: once; next: declare several with count:)",
                    0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Returned spawn(Job.Spawned child, Inheritance inheritance, Path claim, OutputStream out)
            throws IOException, EvaluationException {
        List<Integer> opened = new ArrayList<>();
        try {
            SortedMap<Integer, Integer> descriptors = new TreeMap<>(inheritance.numbers());
            String[] standard = {NOTHING, child.stdout(), child.stderr()};
            for (int fd = 0; fd <= STDERR; fd++) {
                if (!descriptors.containsKey(fd)) {
                    int flags = fd == 0 ? Posix.O_RDONLY : Posix.O_WRONLY;
                    opened.add(Own.checked("open", Posix.open(standard[fd], flags | Posix.O_CLOEXEC)));
                    descriptors.put(fd, opened.get(opened.size() - 1));
                }
            }
            List<String> command = child.command();
            if (child.worker().program() instanceof NativeProgram program) {
                command = arguments(program, inheritance.variables());
            } else {
                job.write(child, inheritance.variables(), pids, out);
                opened.add(Own.checked("open", Posix.open(claim.toString(), Posix.O_RDONLY | Posix.O_CLOEXEC)));
                descriptors.put(own.control(), opened.get(opened.size() - 1));
                descriptors.put(own.lifeline(), own.lifeline());
                descriptors.put(own.report(), own.report());
            }
            Returned pid = start(child.index(), new Child(command, System.getenv(), null, descriptors, false));
            if (pid.failed()) {
                Files.delete(claim);
            }
            return pid;
        } catch (EvaluationException wrong) {
            Files.delete(claim);
            throw wrong;
        } finally {
            opened.forEach(Posix::close);
        }
    }

    private Returned start(int index, Child child) {
        child.descriptors().forEach((there, here) -> {
            if (here < own.control() && Proc.isPipe(ProcessHandle.current().pid(), here)) {
                Marker.inherit(there, here, index);
            }
        });
        Marker.spawned(index);
        Returned pid = Children.spawn(child);
        if (!pid.failed()) {
            own.spawned(job.index(), index, (int) pid.value());
        }
        return pid;
    }

    private static List<String> arguments(NativeProgram program, Variables variables) throws EvaluationException {
        List<String> arguments = new ArrayList<>();
        for (Expression argument : program.arguments()) {
            String text = Values.text(argument.evaluate(variables));
            arguments.add(new String(Values.bytes(text), StandardCharsets.UTF_8));
        }
        return arguments;
    }

    /** waitpid, and the orchestrator learns how the child ended: it is not its own to ask. */
    Returned waitpid(int pid, int[] status, int options) {
        Returned waited = Posix.waitpid(pid, status, options);
        if (waited.value() > 0) {
            own.waited((int) waited.value(), status[0]);
        }
        return waited;
    }
}
