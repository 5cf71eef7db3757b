package dev.signalbox.launch;

import dev.signalbox.kernel.Child;
import dev.signalbox.kernel.Children;
import dev.signalbox.kernel.PipeEnds;
import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Returned;
import dev.signalbox.scenario.End;
import dev.signalbox.scenario.NativeProgram;
import dev.signalbox.scenario.ObjectKind;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.scenario.Variables;
import dev.signalbox.scenario.WorkerDeclaration;
import dev.signalbox.trace.Errno;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The workers of one run. */
final class Crew implements Reports.Listener {
    private static final String NOTHING = "/dev/null";

    private final Scenario scenario;
    private final Workplace place;
    private final KernelObjects objects;
    private final Map<String, String> environment;
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final Map<Integer, Handover> handovers = new ConcurrentHashMap<>();
    private final Map<WorkerProcess, Job> jobs = new LinkedHashMap<>();
    private final Map<WorkerProcess, List<String>> programs = new LinkedHashMap<>();
    private final List<Job.Spawned> spawned = new ArrayList<>();
    private final List<Launch.Holding> holdings = new ArrayList<>();
    private final Set<Integer> ready = ConcurrentHashMap.newKeySet();
    private final PipeEnds lifeline;
    private final Reports reports;
    private volatile Consumer<WorkerProcess> onStart = worker -> {};

    Crew(Scenario scenario, Workplace place, KernelObjects objects, String mark) throws LaunchException {
        this.scenario = scenario;
        this.place = place;
        this.objects = objects;
        this.environment = Commands.environment(mark);
        this.reports = new Reports(this);
        this.lifeline = PipeEnds.create().ends();
        if (lifeline == null) {
            throw new LaunchException("no descriptors left (next: raise ulimit -n)");
        }
    }

    /** @param folder gets a file for each worker's output */
    void gather(Path folder, int run) throws IOException, LaunchException {
        for (WorkerDeclaration worker : scenario.workers()) {
            int index = workers.size();
            boolean jvm = !(worker.program() instanceof NativeProgram);
            Handover handover = jvm ? Handover.create(worker.name(), Leftovers.recording(run, index)) : null;
            if (jvm) {
                handovers.put(index, handover);
            }
            WorkerProcess process = new WorkerProcess(
                    worker,
                    index,
                    WorkerProcess.Output.create(folder, worker.name()),
                    jvm ? handover.recording() : null);
            workers.add(process);
            if (!worker.spawned()) {
                Numbers.of(worker)
                        .forEach((fd, end) ->
                                holdings.add(new Launch.Holding(index, objects.indexOf(end.object()), end, fd)));
            }
            if (worker.spawned()) {
                List<String> command = jvm ? Commands.spawned(handover, worker.program()) : List.of();
                spawned.add(new Job.Spawned(process, command));
            } else if (worker.program() instanceof NativeProgram program) {
                programs.put(process, Programs.arguments(scenario.file(), program, variables(worker)));
            }
        }
    }

    /** Starts the JVMs; they wait. */
    void start(Launch.Patience patience) throws IOException, LaunchException, InterruptedException {
        for (WorkerProcess worker : workers) {
            WorkerDeclaration declaration = worker.declaration();
            if (!declaration.spawned() && worker.recording() != null) {
                patience.goOn();
                Job job = new Job();
                jobs.put(worker, job);
                Handover handover = handovers.get(worker.index());
                Map<Integer, Integer> more = Map.of(
                        Commands.CONTROL,
                        job.fd(),
                        Commands.LIFELINE,
                        lifeline.readFd(),
                        Commands.REPORT,
                        reports.fd());
                start(worker, Commands.worker(handover, declaration.program()), more);
                job.handedOver();
                job.tell(scenario.file(), worker, variables(declaration), place, spawned);
            }
        }
    }

    /** Starts the programs, and lets all begin. */
    void go() throws IOException, LaunchException {
        for (Map.Entry<WorkerProcess, List<String>> program : programs.entrySet()) {
            start(program.getKey(), Commands.program(program.getValue()), Map.of());
        }
        objects.letGo();
        Map<String, Integer> pids = new HashMap<>();
        workers.stream().filter(WorkerProcess::started).forEach(w -> pids.put(w.name(), w.pid()));
        for (Job job : jobs.values()) {
            job.go(pids);
        }
    }

    private void start(WorkerProcess worker, List<String> command, Map<Integer, Integer> more) throws LaunchException {
        SortedMap<Integer, Integer> descriptors = new TreeMap<>(more);
        List<Integer> mine = new ArrayList<>();
        try {
            mine.add(opened(worker, NOTHING, Posix.O_RDONLY));
            mine.add(opened(worker, worker.stdout().toString(), Posix.O_WRONLY));
            mine.add(opened(worker, worker.stderrFile().toString(), Posix.O_WRONLY));
            for (int fd = 0; fd < mine.size(); fd++) {
                descriptors.put(fd, mine.get(fd));
            }
            for (Map.Entry<Integer, End> number :
                    Numbers.of(worker.declaration()).entrySet()) {
                int end = objects.open(number.getValue());
                mine.add(end);
                descriptors.put(number.getKey(), end);
            }
            Child child = new Child(command, environment, place.work().toString(), descriptors, true);
            Returned pid = Spawner.call(() -> Children.spawn(child));
            if (pid.failed()) {
                throw new LaunchException(
                        "could not start " + command.get(0) + " for " + worker.name() + ": " + Errno.name(pid.errno()));
            }
            worker.started((int) pid.value());
        } finally {
            mine.forEach(Posix::close);
        }
        onStart.accept(worker);
    }

    private static int opened(WorkerProcess worker, String path, int flags) throws LaunchException {
        Returned opened = Posix.open(path, flags | Posix.O_CLOEXEC);
        if (opened.failed()) {
            throw new LaunchException(worker.name() + ": " + path + ": " + Errno.name(opened.errno())
                    + " (expected: a descriptor; next: raise ulimit -n)");
        }
        return (int) opened.value();
    }

    /** What a worker knows from its start on: the numbers of its ends, and the paths of FIFOs. */
    private Variables variables(WorkerDeclaration worker) {
        Variables variables = new Variables();
        scenario.objects().stream()
                .filter(object -> object.kind() == ObjectKind.FIFO)
                .forEach(fifo -> variables.set(fifo.name(), fifo.name()));
        Numbers.of(worker).forEach((fd, end) -> variables.hold(end, fd));
        return variables;
    }

    @Override
    public void ready(int worker) {
        letGo(handovers.remove(worker));
        ready.add(worker);
    }

    @Override
    public void spawned(int parent, int child, int pid) {
        WorkerProcess worker = workers.get(child);
        worker.started(pid, parent);
        onStart.accept(worker);
    }

    @Override
    public void waited(int pid, int status) {
        workers.stream().filter(w -> w.pid() == pid).forEach(w -> w.waited(status));
    }

    /** How many of those that were started are not ready yet. */
    long awaited() {
        return jobs.keySet().stream().filter(w -> !ready.contains(w.index())).count();
    }

    void onStart(Consumer<WorkerProcess> listener) {
        onStart = listener;
    }

    List<WorkerProcess> workers() {
        return List.copyOf(workers);
    }

    List<Launch.Holding> holdings() {
        return List.copyOf(holdings);
    }

    private static void letGo(Handover handover) {
        try {
            if (handover != null) {
                handover.letGo();
            }
        } catch (IOException leftToTheNextStart) {
            System.err.println("signalbox: " + leftToTheNextStart);
        }
    }

    /** After the end of all. */
    void close() throws IOException {
        jobs.values().forEach(Job::hangUp);
        reports.close();
        lifeline.closeRead();
        lifeline.closeWrite();
        handovers.values().forEach(Crew::letGo);
        handovers.clear();
        for (WorkerProcess worker : workers) {
            worker.close();
        }
    }
}
