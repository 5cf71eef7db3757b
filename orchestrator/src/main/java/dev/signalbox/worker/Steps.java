package dev.signalbox.worker;

import dev.signalbox.scenario.StepsProgram;
import dev.signalbox.scenario.ThreadDeclaration;
import dev.signalbox.scenario.Variables;
import java.util.ArrayList;
import java.util.List;

/** Plays the steps of a worker, each thread on one of its own. */
final class Steps {
    private final Job job;
    private final Family family;

    Steps(Job job, Family family) {
        this.job = job;
        this.family = family;
    }

    /** Returns the exit code when the last thread is at its end; a step that fails ends the process at once. */
    int play() {
        List<ThreadDeclaration> threads = ((StepsProgram) job.worker().program()).threads();
        if (threads.size() == 1 && threads.get(0).name().isEmpty()) {
            return play(threads.get(0), job.variables());
        }
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < threads.size(); i++) {
            int index = i;
            Variables variables = job.variables().copy();
            Thread thread = new Thread(
                    () -> {
                        Marker.thread(index);
                        int exit = play(threads.get(index), variables);
                        if (exit != 0) {
                            Main.end(exit);
                        }
                    },
                    threads.get(i).name());
            started.add(thread);
        }
        started.forEach(Thread::start);
        try {
            for (Thread thread : started) {
                thread.join();
            }
        } catch (InterruptedException nobodyInterrupts) {
            throw new IllegalStateException(nobodyInterrupts);
        }
        return 0;
    }

    private int play(ThreadDeclaration thread, Variables variables) {
        try {
            new Interpreter(job.file(), variables, family).play(thread.steps());
            return 0;
        } catch (ExitException said) {
            Main.end(said.code());
            return said.code();
        } catch (StepFailure failure) {
            System.err.println(failure.getMessage());
            return Main.STEP_FAILED;
        }
    }
}
