package dev.signalbox.launch;

import dev.signalbox.kernel.Arch;
import dev.signalbox.kernel.Children;
import dev.signalbox.kernel.Inode;
import dev.signalbox.kernel.PipeEnds;
import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Returned;
import dev.signalbox.kernel.UnsupportedPlatform;
import dev.signalbox.scenario.End;
import dev.signalbox.scenario.ObjectDeclaration;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.scenario.WorkerDeclaration;
import dev.signalbox.trace.Errno;
import dev.signalbox.trace.Recording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The objects and the workers of one run.
 *
 * <p>Every worker opens the ends it holds from this process and reports; then this process closes its own, so that each
 * end is held by exactly those the scenario names; then all may go.
 */
public final class Launch implements AutoCloseable {
    private static final long READY_MS_MAX = 60_000;
    private static final long END_MS_MAX = 5_000;
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Scenario scenario;
    private final Path folder;
    private final BooleanSupplier interrupted;
    private final Map<String, PipeEnds> pipes = new LinkedHashMap<>();
    private final List<Made> objects = new ArrayList<>();
    private final List<Holding> holdings = new ArrayList<>();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final List<Handover> handovers = new ArrayList<>();
    private final List<Speaker> speakers = new ArrayList<>();
    private PipeEnds ready;
    private boolean closed;

    /** An object that was made; {@code capacity} in bytes as the kernel gave it. */
    public record Made(ObjectDeclaration declaration, Inode identity, int capacity) {}

    /** A worker holds an end of an object from its start on; both are indexes. */
    public record Holding(int worker, int object, End end) {}

    /** One serialization stream to a worker, piece by piece. */
    private static final class Speaker {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final ObjectOutputStream out;

        Speaker() throws IOException {
            out = new ObjectOutputStream(bytes);
        }

        byte[] said() throws IOException {
            out.flush();
            byte[] said = bytes.toByteArray();
            bytes.reset();
            return said;
        }
    }

    private Launch(Scenario scenario, Path folder, BooleanSupplier interrupted) {
        this.scenario = scenario;
        this.folder = folder;
        this.interrupted = interrupted;
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
     * Makes the objects, starts the workers and waits until each holds its ends.
     *
     * @param folder of the run; gets a file for each worker's output
     * @param interrupted asked again and again: whether to give up
     * @throws LaunchException when something is missing; nothing is left behind then
     * @throws InterruptedException when it gave up; nothing is left behind then either
     */
    public static Launch prepare(Scenario scenario, Path folder, BooleanSupplier interrupted)
            throws LaunchException, InterruptedException {
        Leftovers.sweep();
        Launch launch = new Launch(scenario, folder, interrupted);
        try {
            launch.makeObjects();
            launch.makeWorkers();
            launch.awaitReady();
            launch.letGoOfEnds();
            return launch;
        } catch (LaunchException | InterruptedException known) {
            launch.close();
            throw known;
        } catch (IOException | RuntimeException failed) {
            launch.close();
            throw new LaunchException("could not start the workers: " + failed.getMessage());
        }
    }

    private void makeObjects() throws LaunchException, IOException {
        for (ObjectDeclaration object : scenario.objects()) {
            PipeEnds.Made made = PipeEnds.create();
            if (made.ends() == null) {
                throw failed(object, "pipe2 failed with " + Errno.name(made.errno()));
            }
            PipeEnds ends = made.ends();
            pipes.put(object.name(), ends);
            if (object.capacity() > 0) {
                Returned resized = ends.resize(object.capacity());
                if (resized.value() != object.capacity()) {
                    throw failed(
                            object,
                            "F_SETPIPE_SZ " + object.capacity() + " returned " + resized
                                    + " (next: a smaller capacity, see /proc/sys/fs/pipe-max-size)");
                }
            }
            int capacity = (int) ends.capacity().value();
            Inode identity = Inode.of(ProcessHandle.current().pid(), ends.readFd());
            objects.add(new Made(object, identity, capacity));
        }
        ready = PipeEnds.create().ends();
        if (ready == null) {
            throw new LaunchException("no descriptors left (next: raise ulimit -n)");
        }
        Posix.fcntl(ready.readFd(), Posix.F_SETFL, Posix.O_NONBLOCK);
    }

    private LaunchException failed(ObjectDeclaration object, String why) {
        return new LaunchException(
                scenario.file() + ":" + object.line() + ":" + object.column() + ": " + object.name() + ": " + why);
    }

    private void makeWorkers() throws IOException, LaunchException, InterruptedException {
        int run = RUNS.incrementAndGet();
        List<Recording.Identity> wanted = objects.stream()
                .map(o -> new Recording.Identity(
                        o.identity().device(), o.identity().number()))
                .toList();
        for (WorkerDeclaration worker : scenario.workers()) {
            goOn();
            int index = workers.size();
            Handover handover = Handover.create(worker.name(), Leftovers.recording(run, index), wanted);
            handovers.add(handover);
            workers.add(start(worker, handover));
            for (End end : worker.holds()) {
                holdings.add(new Holding(index, indexOf(end.object()), end));
            }
            speakers.add(new Speaker());
            workers.get(index).send(job(worker, speakers.get(index)));
        }
    }

    private WorkerProcess start(WorkerDeclaration worker, Handover handover) throws IOException, LaunchException {
        Path stdout = Files.createFile(folder.resolve(worker.name() + ".out"));
        Path stderr = Files.createFile(folder.resolve(worker.name() + ".err"));
        PipeEnds control = PipeEnds.create().ends();
        int out = (int)
                Posix.open(stdout.toString(), Posix.O_WRONLY | Posix.O_CLOEXEC).value();
        int err = (int)
                Posix.open(stderr.toString(), Posix.O_WRONLY | Posix.O_CLOEXEC).value();
        if (control == null || out < 0 || err < 0) {
            throw new LaunchException("no descriptors left for " + worker.name() + " (next: raise ulimit -n)");
        }
        Returned pid = Spawner.call(
                () -> Children.spawn(Commands.worker(handover), Commands.environment(), control.readFd(), out, err));
        control.closeRead();
        Posix.close(out);
        Posix.close(err);
        if (pid.failed()) {
            control.closeWrite();
            throw new LaunchException("could not start java for " + worker.name() + ": " + Errno.name(pid.errno()));
        }
        return new WorkerProcess(worker.name(), (int) pid.value(), control.writeFd(), stderr, handover.recording());
    }

    private byte[] job(WorkerDeclaration worker, Speaker speaker) throws IOException {
        ObjectOutputStream out = speaker.out;
        out.writeInt(Math.toIntExact(ProcessHandle.current().pid()));
        out.writeUTF(scenario.file());
        out.writeObject(worker);
        out.writeInt(worker.holds().size());
        for (End end : worker.holds()) {
            PipeEnds pipe = pipes.get(end.object());
            out.writeInt(end.reads() ? pipe.readFd() : pipe.writeFd());
        }
        out.writeInt(ready.writeFd());
        return speaker.said();
    }

    private void goOn() throws InterruptedException {
        if (interrupted.getAsBoolean()) {
            throw new InterruptedException("before the workers were ready");
        }
    }

    private void awaitReady() throws LaunchException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_MS_MAX);
        byte[] reports = new byte[workers.size()];
        for (int count = 0; count < workers.size(); ) {
            goOn();
            long n = Posix.read(ready.readFd(), reports, reports.length).value();
            count += (int) Math.max(0, n);
            for (WorkerProcess worker : workers) {
                if (worker.end() != null) {
                    throw new LaunchException("worker " + worker.name() + " " + worker.end() + " before it began: "
                            + worker.stderr().strip());
                }
            }
            if (System.nanoTime() > deadline) {
                throw new LaunchException("only " + count + " of " + workers.size() + " workers were ready after "
                        + READY_MS_MAX / 1000 + " s (next: fewer workers, or a less busy machine)");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private void letGoOfEnds() throws IOException {
        for (PipeEnds pipe : pipes.values()) {
            pipe.closeRead();
            pipe.closeWrite();
        }
        pipes.clear();
        ready.closeRead();
        ready.closeWrite();
        ready = null;
        letGoOfFiles();
    }

    private void letGoOfFiles() throws IOException {
        for (Handover handover : handovers) {
            handover.letGo();
        }
        handovers.clear();
    }

    /** All may begin. */
    public void go() throws LaunchException {
        try {
            for (int i = 0; i < workers.size(); i++) {
                speakers.get(i).out.writeByte(1);
                workers.get(i).send(speakers.get(i).said());
            }
        } catch (IOException impossible) {
            throw new LaunchException("could not start the workers: " + impossible.getMessage());
        }
    }

    private int indexOf(String object) {
        for (int i = 0; i < objects.size(); i++) {
            if (objects.get(i).declaration().name().equals(object)) {
                return i;
            }
        }
        throw new IllegalArgumentException("object: " + object + " (expected: one that is declared)");
    }

    public List<Made> objects() {
        return List.copyOf(objects);
    }

    public List<Holding> holdings() {
        return List.copyOf(holdings);
    }

    public List<WorkerProcess> workers() {
        return List.copyOf(workers);
    }

    /** Ends every worker that still runs. */
    public void kill() {
        for (WorkerProcess worker : workers) {
            worker.kill();
        }
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
            for (WorkerProcess worker : workers) {
                worker.hangUp();
                worker.ended().await(END_MS_MAX, TimeUnit.MILLISECONDS);
                worker.recording().close();
            }
            if (ready != null) {
                letGoOfEnds();
            }
            letGoOfFiles();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException leftToTheNextStart) {
            System.err.println("signalbox: " + leftToTheNextStart);
        }
    }
}
