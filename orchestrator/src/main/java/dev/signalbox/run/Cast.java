package dev.signalbox.run;

import dev.signalbox.launch.WorkerProcess;
import dev.signalbox.primitive.Call;
import dev.signalbox.primitive.Primitive;
import dev.signalbox.scenario.Literal;
import dev.signalbox.scenario.NativeProgram;
import dev.signalbox.scenario.Program;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.scenario.StepsProgram;
import dev.signalbox.scenario.WorkerDeclaration;
import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who and what plays in a run, by the names that a reader knows. */
final class Cast {
    private static final String[] OPEN_MODES = {"O_RDONLY", "O_WRONLY", "O_RDWR"};

    private final List<WorkerDeclaration> declarations;
    private final List<WorkerProcess> workers;
    private final List<RunObjects.Known> objects;
    private final Map<Integer, String> threads = new HashMap<>();
    private final Map<Integer, String> programs = new HashMap<>();

    Cast(Scenario scenario, List<WorkerProcess> workers, List<RunObjects.Known> objects, List<Event> events) {
        this.declarations = scenario.workers();
        this.workers = workers;
        this.objects = objects;
        for (Event e : events) {
            if (e.op() == Op.THREAD) {
                threads.put(e.tid(), thread(e.worker(), (int) e.arg0()));
            }
        }
    }

    private String thread(int worker, int index) {
        Program program = declarations.get(worker).program();
        List<String> names = program instanceof StepsProgram steps
                ? steps.threads().stream().map(t -> t.name()).toList()
                : List.of();
        return index < names.size() ? names.get(index) : Integer.toString(index);
    }

    /** A program that is no worker has a number of its own, see {@link #outsider}. */
    void named(int outsider, String program) {
        programs.put(outsider, program);
    }

    /** The number of a process that is no worker. */
    static int outsider(int pid) {
        return -pid;
    }

    /** The worker of a process, or its number as an outsider. */
    int process(int pid) {
        for (int i = 0; i < workers.size(); i++) {
            if (workers.get(i).pid() == pid) {
                return i;
            }
        }
        return outsider(pid);
    }

    String name(int worker) {
        return worker < 0
                ? programs.getOrDefault(worker, "a program")
                : declarations.get(worker).name();
    }

    /** With the thread, where a worker has several. */
    String name(int worker, int tid) {
        return threads.containsKey(tid) ? name(worker) + "." + threads.get(tid) : name(worker);
    }

    /** The program of a worker that is none of a JVM's, null for all others. */
    String program(int worker) {
        if (!(declarations.get(worker).program() instanceof NativeProgram program)) {
            return null;
        }
        return program.arguments().get(0) instanceof Literal literal ? String.valueOf(literal.value()) : name(worker);
    }

    boolean isSteps(int worker) {
        return declarations.get(worker).program() instanceof StepsProgram;
    }

    /** The name of an object; empty for none. */
    String object(int index) {
        return index >= objects.size() ? "" : objects.get(index).name();
    }

    private boolean isPipe(int object) {
        return object < objects.size() && objects.get(object).primitive() == Primitive.PIPE;
    }

    /** What one does who has an end: {@code holds p[0]}; a FIFO has one name. */
    String holds(int object, int access) {
        return isPipe(object)
                ? "holds " + end(object, access)
                : "has " + object(object) + " open for " + (access == Call.READ_ONLY ? "reading" : "writing");
    }

    /** One end of an object: {@code p[0]}; a FIFO has one name. */
    String end(int object, int access) {
        return object(object) + (isPipe(object) ? access == Call.READ_ONLY ? "[0]" : "[1]" : "");
    }

    /** A call as a step writes it, as far as an event tells. */
    String call(Event e) {
        String end = end(e.object(), e.access());
        switch (e.op()) {
            case OPEN:
                return "open(" + object(e.object()) + ", " + OPEN_MODES[Math.min(2, (int) e.arg0() & 3)] + ")";
            case WAITPID:
                return "waitpid(" + (e.arg0() > 0 ? child((int) e.arg0()) : "-1") + ")";
            default:
                boolean moves = e.op().effect() == Effect.READ || e.op().effect() == Effect.WRITE;
                boolean hasCount = moves && e.op() != Op.FFLUSH;
                return e.op().call() + "(" + end + (hasCount ? ", " + e.arg0() : "") + ")";
        }
    }

    private String child(int pid) {
        int process = process(pid);
        return process < 0 ? Integer.toString(pid) : name(process);
    }
}
