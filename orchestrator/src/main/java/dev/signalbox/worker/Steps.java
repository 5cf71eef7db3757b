package dev.signalbox.worker;

import dev.signalbox.scenario.StepsProgram;
import dev.signalbox.scenario.ThreadDeclaration;
import dev.signalbox.scenario.Variables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays the steps of a worker, each thread on one of its own. */
final class Steps {
    private final Job job;
    private final Family family;
    /** By the name of the thread. */
    private final Map<String, Variables> variables = new LinkedHashMap<>();

    Steps(Job job, Family family) {
        this.job = job;
        this.family = family;
    }

    /** Never returns: ends the process after the last thread, or at once where a step fails or says exit. */
    void play() {
        List<ThreadDeclaration> threads = ((StepsProgram) job.worker().program()).threads();
        boolean several = !threads.get(0).name().isEmpty();
        threads.forEach(t -> variables.put(t.name(), several ? job.variables().copy() : job.variables()));
        if (!several) {
            play(threads.get(0));
            end(0);
        }
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < threads.size(); i++) {
            int index = i;
            Runnable steps = () -> {
                Marker.thread(index);
                play(threads.get(index));
            };
            started.add(new Thread(steps, threads.get(i).name()));
        }
        started.forEach(Thread::start);
        try {
            for (Thread thread : started) {
                thread.join();
            }
        } catch (InterruptedException nobodyInterrupts) {
            throw new IllegalStateException(nobodyInterrupts);
        }
        end(0);
    }

    private void play(ThreadDeclaration thread) {
        try {
            new Interpreter(job.file(), variables.get(thread.name()), family).play(thread.steps());
        } catch (ExitException said) {
            end(said.code());
        } catch (StepFailure failure) {
            System.err.println(failure.getMessage());
            end(Main.STEP_FAILED);
        } catch (RuntimeException ours) {
            System.err.println("worker: " + ours);
            end(Main.NOT_STARTED);
        }
    }

    /** The first thread that comes here ends the process; the others can only wait for it. */
    private synchronized void end(int exit) {
        try {
            EndValues.write(Path.of(job.folder(), job.worker().name() + ".values"), variables);
        } catch (IOException unwritten) {
            System.err.println("worker: its values are not kept: " + unwritten.getMessage());
        }
        Main.end(exit);
    }
}
