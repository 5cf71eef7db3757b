package dev.signalbox.launch;

import dev.signalbox.kernel.Arch;
import dev.signalbox.kernel.Children;
import dev.signalbox.kernel.Inode;
import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Proc;
import dev.signalbox.kernel.UnsupportedPlatform;
import dev.signalbox.scenario.End;
import dev.signalbox.scenario.ObjectDeclaration;
import dev.signalbox.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The objects and the workers of one run.
 *
 * <p>Every worker is started with the ends it holds, and waits; then this process closes its own, so that each end is
 * held by exactly those the scenario names; then all may go.
 */
public final class Launch implements AutoCloseable {
    private static final long READY_MS_MAX = 60_000;
    private static final long END_MS_MAX = 5_000;
    private static final int DESCRIPTORS_MIN = 1024;
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final AtomicInteger OPEN = new AtomicInteger();

    private final String mark;
    private final Workplace place;
    private final KernelObjects objects;
    private final Crew crew;
    private final Patience patience;
    private boolean closed;

    /** An object that was made; {@code capacity} in bytes as the kernel gave it. */
    public record Made(ObjectDeclaration declaration, Inode identity, int capacity) {}

    /** A worker holds an end of an object from its start on, under this number; the first two are indexes. */
    public record Holding(int worker, int object, End end, int fd) {}

    /** Whether somebody wants no more of it. */
    record Patience(BooleanSupplier interrupted) {
        void goOn() throws InterruptedException {
            if (interrupted.getAsBoolean()) {
                throw new InterruptedException("before the workers were ready");
            }
        }
    }

    private Launch(Scenario scenario, int run, BooleanSupplier interrupted) throws IOException, LaunchException {
        this.mark = Leftovers.mark(run);
        this.patience = new Patience(interrupted);
        this.place = Workplace.create(Leftovers.workplace(run));
        this.objects = new KernelObjects(scenario.file(), place.work());
        this.crew = new Crew(scenario, place, objects, mark);
        if (OPEN.getAndIncrement() == 0) {
            // What a worker started and left behind is seen to end, and killed with the run.
            Children.adoptOrphans(true);
        }
    }

    /** @throws LaunchException where no scenario can be played: another system, or no C library that could be called */
    public static void checkMachine() throws LaunchException {
        try {
            Arch.current();
            Path library = Leftovers.ownLibrary();
            try {
                // The first call of each of the two interfaces loads it.
                Posix.getppid();
                Children.kill((int) ProcessHandle.current().pid(), 0);
            } finally {
                Files.deleteIfExists(library);
            }
            int descriptors = Proc.descriptorsMax();
            if (descriptors < DESCRIPTORS_MIN) {
                throw new LaunchException("ulimit -n: " + descriptors + " (expected: at least " + DESCRIPTORS_MIN
                        + " descriptors for each process; next: ulimit -n " + DESCRIPTORS_MIN + ")");
            }
        } catch (UnsupportedPlatform unsupported) {
            throw new LaunchException(unsupported.getMessage());
        } catch (ExceptionInInitializerError wrapped) {
            if (wrapped.getCause() instanceof UnsupportedPlatform unsupported) {
                throw new LaunchException(unsupported.getMessage());
            }
            throw wrapped;
        } catch (IOException unreadable) {
            throw new LaunchException(unreadable.getMessage());
        }
    }

    /**
     * Makes the objects, starts the workers' JVMs and waits until each has read its job.
     *
     * @param folder of the run; gets a file for each worker's output
     * @param interrupted asked again and again: whether to give up
     * @throws LaunchException when something is missing; nothing is left behind then
     * @throws InterruptedException when it gave up; nothing is left behind then either
     */
    public static Launch prepare(Scenario scenario, Path folder, BooleanSupplier interrupted)
            throws LaunchException, InterruptedException {
        Programs.check(scenario);
        Leftovers.sweep();
        int run = RUNS.incrementAndGet();
        Launch launch = null;
        try {
            launch = new Launch(scenario, run, interrupted);
            for (ObjectDeclaration object : scenario.objects()) {
                launch.objects.make(object);
            }
            launch.crew.gather(folder.toAbsolutePath(), run);
            launch.crew.start(launch.patience);
            launch.awaitReady();
            return launch;
        } catch (LaunchException | InterruptedException known) {
            close(launch);
            throw known;
        } catch (IOException | RuntimeException failed) {
            close(launch);
            throw new LaunchException("could not start the workers: " + failed.getMessage());
        }
    }

    private static void close(Launch launch) {
        if (launch != null) {
            launch.close();
        }
    }

    private void awaitReady() throws LaunchException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_MS_MAX);
        for (long awaited; (awaited = crew.awaited()) > 0; ) {
            patience.goOn();
            for (WorkerProcess worker : workers()) {
                if (worker.end() != null) {
                    throw new LaunchException("worker " + worker.name() + " " + worker.end() + " before it began: "
                            + worker.stderr().strip());
                }
            }
            if (System.nanoTime() > deadline) {
                throw new LaunchException(awaited + " of " + workers().size() + " workers were not ready after "
                        + READY_MS_MAX / 1000 + " s (next: fewer workers, or a less busy machine)");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Starts the programs that are none of a JVM's; all may begin. */
    public void go() throws LaunchException {
        try {
            crew.go();
        } catch (IOException impossible) {
            throw new LaunchException("could not start the workers: " + impossible.getMessage());
        }
    }

    /** Called, on a thread of this room, whenever a worker was started after this. */
    public void onStart(Consumer<WorkerProcess> listener) {
        crew.onStart(listener);
    }

    /** Where the Java source of a worker's main class lies, where it is there. */
    public static Optional<Path> source(String mainClass) {
        return Programs.source(mainClass);
    }

    public List<Made> objects() {
        return objects.made();
    }

    /** The folder that the workers work in: FIFOs have their names here. */
    public Path work() {
        return place.work();
    }

    /** Those of the workers that are started at the beginning. */
    public List<Holding> holdings() {
        return crew.holdings();
    }

    /** All that the scenario declares, in its order, whether started or not. */
    public List<WorkerProcess> workers() {
        return crew.workers();
    }

    /** Whether none runs, and so none can be started any more. */
    public boolean over() {
        return workers().stream().noneMatch(w -> w.started() && w.end() == null);
    }

    /** Ends every process of the run that still runs. */
    public void kill() {
        workers().forEach(WorkerProcess::kill);
        Set<Integer> pids = workers().stream()
                .filter(WorkerProcess::started)
                .map(WorkerProcess::pid)
                .collect(Collectors.toSet());
        Marked.killAll(mark, pids);
    }

    /** Ends what still runs, and removes what was made. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        kill();
        try {
            for (WorkerProcess worker : workers()) {
                if (worker.started()) {
                    worker.ended().await(END_MS_MAX, TimeUnit.MILLISECONDS);
                }
            }
            crew.close();
            objects.letGo();
            place.remove();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException leftToTheNextStart) {
            System.err.println("signalbox: " + leftToTheNextStart);
        }
        if (OPEN.decrementAndGet() == 0) {
            Children.adoptOrphans(false);
        }
    }
}
