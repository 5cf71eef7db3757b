package dev.signalbox.worker;

import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Returned;
import dev.signalbox.scenario.End;
import dev.signalbox.scenario.StepsProgram;
import dev.signalbox.scenario.Variables;
import dev.signalbox.scenario.WorkerDeclaration;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.List;

/** Where a worker's JVM begins: takes its ends, reports, waits for go, takes its steps. */
public final class Main {
    /** Out of the way of the descriptors that a scenario counts on. */
    private static final int CONTROL_FD_MIN = 500;

    /** The exit code of a worker one of whose steps failed. */
    private static final int STEP_FAILED = 1;

    /** The exit code of a worker that could not even begin. */
    private static final int NOT_STARTED = 70;

    private Main() {}

    public static void main(String[] arguments) {
        Posix.dieWithParent();
        int exit;
        try {
            exit = play();
        } catch (ExitException said) {
            exit = said.code();
        } catch (StepFailure failure) {
            System.err.println(failure.getMessage());
            exit = STEP_FAILED;
        } catch (IOException | ClassNotFoundException | RuntimeException failure) {
            System.err.println("worker: " + failure);
            exit = NOT_STARTED;
        }
        System.out.flush();
        System.err.flush();
        // The kernel closes what the worker still holds, at once and in one place.
        Posix.exit(exit);
    }

    private static int play() throws IOException, ClassNotFoundException {
        ObjectInputStream in = new ObjectInputStream(System.in);
        int orchestrator = in.readInt();
        if (Posix.getppid() != orchestrator) {
            // It ended before the kernel was asked to tell.
            return NOT_STARTED;
        }
        String file = in.readUTF();
        WorkerDeclaration worker = (WorkerDeclaration) in.readObject();
        String folder = "/proc/" + orchestrator + "/fd/";
        Variables variables = open(worker.holds(), in, folder);
        int ready = checked("open", Posix.open(folder + in.readInt(), Posix.O_WRONLY | Posix.O_CLOEXEC));
        checked("write", Posix.write(ready, new byte[] {1}, 1));
        checked("close", Posix.close(ready));
        if (in.read() < 0) {
            return NOT_STARTED;
        }
        int control = checked("fcntl", Posix.fcntl(0, Posix.F_DUPFD_CLOEXEC, CONTROL_FD_MIN));
        int nothing = checked("open", Posix.open("/dev/null", Posix.O_RDONLY | Posix.O_CLOEXEC));
        checked("dup2", Posix.dup2(nothing, 0));
        checked("close", Posix.close(nothing));
        watch(control);
        StepsProgram program = (StepsProgram) worker.program();
        new Interpreter(file, variables, null).play(program.threads().get(0).steps());
        return 0;
    }

    private static Variables open(List<End> holds, ObjectInputStream in, String folder) throws IOException {
        Variables variables = new Variables();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            End end = holds.get(i);
            int mode = end.reads() ? Posix.O_RDONLY : Posix.O_WRONLY;
            variables.hold(end, checked("open", Posix.open(folder + in.readInt(), mode)));
        }
        return variables;
    }

    private static int checked(String call, Returned returned) throws IOException {
        if (returned.failed()) {
            throw new IOException(call + " = " + returned);
        }
        return (int) returned.value();
    }

    /** Ends this process when the orchestrator is gone, also where the kernel does not (its thread lives on). */
    private static void watch(int control) {
        Thread watchdog = new Thread(
                () -> {
                    byte[] one = new byte[1];
                    Returned returned;
                    do {
                        returned = Posix.read(control, one, 1);
                    } while (returned.value() > 0);
                    Posix.exit(NOT_STARTED);
                },
                "watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
    }
}
