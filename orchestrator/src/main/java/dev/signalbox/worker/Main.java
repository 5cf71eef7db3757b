package dev.signalbox.worker;

import dev.signalbox.kernel.Posix;
import dev.signalbox.scenario.EvaluationException;
import dev.signalbox.scenario.JavaProgram;
import java.io.IOException;
import java.io.ObjectInputStream;

/** Where a worker's JVM begins: reads its job, reports, waits for go, does what it is to do. */
public final class Main {
    /** The exit code of a worker one of whose steps failed. */
    static final int STEP_FAILED = 1;

    /** The exit code of a worker that could not even begin, or by our own fault not go on. */
    static final int NOT_STARTED = 70;

    private Main() {}

    /**
     * @param descriptors the numbers of {@link Own}
     * @throws Throwable what the main method of a Java program threw, so that it ends as it would alone
     */
    public static void main(String[] descriptors) throws Throwable {
        Steps steps = null;
        JavaMain java = null;
        try {
            Own own = new Own(number(descriptors, 0), number(descriptors, 1), number(descriptors, 2));
            own.watch(NOT_STARTED);
            own.close();
            ObjectInputStream in = new ObjectInputStream(Job.from(own.control()));
            Job job = Job.read(in);
            if (job.first()) {
                Posix.dieWithParent();
            }
            own.ready(job.index());
            Family family = new Family(job, own, Job.awaitGo(in));
            Posix.close(own.control());
            if (job.worker().program() instanceof JavaProgram program) {
                java = JavaMain.of(program, job.variables());
            } else {
                steps = new Steps(job, family);
            }
        } catch (EvaluationException | IOException | ReflectiveOperationException | RuntimeException failure) {
            System.err.println("worker: " + failure.getMessage());
            end(NOT_STARTED);
        }
        if (java != null) {
            java.run();
            // Its other threads may go on: the JVM ends as it always does.
            return;
        }
        steps.play();
    }

    /** The kernel closes what the worker still holds, at once and in one place. */
    static void end(int exit) {
        System.out.flush();
        System.err.flush();
        Posix.exit(exit);
    }

    private static int number(String[] descriptors, int index) {
        return Integer.parseInt(descriptors[index]);
    }
}
