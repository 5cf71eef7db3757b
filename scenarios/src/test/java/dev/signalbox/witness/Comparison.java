package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signalbox.strace.Strace;
import dev.signalbox.trace.Errno;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares a trace with strace, call by call of each thread. */
final class Comparison {
    private static final Map<Op, String> SYSCALL = Map.of(
            Op.READ, "read",
            Op.WRITE, "write",
            Op.CLOSE, "close",
            Op.LSEEK, "lseek",
            Op.FIONREAD, "ioctl");
    private static final List<String> WHENCE = List.of("SEEK_SET", "SEEK_CUR", "SEEK_END");

    private final Map<Integer, List<Strace.Call>> kernel;
    private final Map<Integer, List<Event>> trace = new TreeMap<>();
    /** The call that a thread's process ended in, by thread. */
    private final Map<Integer, Event> cuts = new HashMap<>();

    private int returnedUnseen;

    Comparison(PipeCalls kernel, List<Event> events) {
        this.kernel = kernel.byThread();
        for (Event e : events) {
            // Inferred are a part of a write, which its end repeats, and the closes that the end of a process does.
            boolean returned = (e.phase() == Phase.EXIT || e.phase() == Phase.WHOLE) && !e.has(Event.INFERRED);
            if (e.object() != Event.NO_OBJECT && returned) {
                trace.computeIfAbsent(e.tid(), tid -> new ArrayList<>()).add(e);
            } else if (e.object() != Event.NO_OBJECT && e.phase() == Phase.CUT) {
                trace.computeIfAbsent(e.tid(), tid -> new ArrayList<>());
                cuts.put(e.tid(), e);
            }
        }
    }

    /** None is missing, none was invented: call, arguments, result, errno and order are the same. */
    void assertSameCalls() {
        assertEquals(Map.of(), cuts, "calls whose result is unknown");
        compare();
    }

    /** The same of a run in which this worker was ended from outside; the result of its last call may be unknown. */
    void assertSameCallsUntilTheEndOf(int worker) {
        cuts.values().forEach(cut -> assertEquals(worker, cut.worker(), "the worker of " + text(cut)));
        compare();
    }

    private void compare() {
        assertEquals(kernel.keySet(), trace.keySet(), "threads with calls on the pipes, by strace and by the trace");
        kernel.forEach((tid, calls) -> compare(tid, calls, trace.get(tid)));
    }

    private void compare(int tid, List<Strace.Call> calls, List<Event> events) {
        for (int i = 0; i < Math.max(calls.size(), events.size()); i++) {
            String expected = i < calls.size() ? text(calls.get(i)) : "nothing more";
            String told = i < events.size() ? text(events.get(i)) : "nothing more";
            if (i == events.size() && cuts.containsKey(tid)) {
                // The kernel was done with it, and its process ended before the result could be recorded.
                returnedUnseen++;
                told = text(cuts.get(tid));
                expected = expected.substring(0, Math.min(expected.length(), told.length()));
            }
            assertEquals(expected, told, "call " + i + " of thread " + tid);
        }
    }

    /** How many calls have returned by strace whose result is unknown by the trace. */
    int returnedUnseen() {
        return returnedUnseen;
    }

    /** The bytes that went in and out of each pipe are the same; and an inode is an object, one to one. */
    void assertSameBytes() {
        Map<String, Long> expected = new TreeMap<>();
        Map<String, Long> told = new TreeMap<>();
        Map<String, Integer> objects = new HashMap<>();
        kernel.forEach((tid, calls) -> {
            for (int i = 0; i < calls.size(); i++) {
                Strace.Call call = calls.get(i);
                int object = trace.get(tid).get(i).object();
                if (!call.file().isEmpty()) {
                    assertEquals(object, objects.computeIfAbsent(call.file(), f -> object), "object of " + call.file());
                }
                if (call.result() > 0
                        && (call.name().equals("read") || call.name().equals("write"))) {
                    expected.merge(call.name() + " " + object, call.result(), Long::sum);
                }
            }
        });
        trace.values()
                .forEach(events -> events.forEach(e -> {
                    if (e.result() > 0 && (e.op() == Op.READ || e.op() == Op.WRITE)) {
                        told.merge(e.op().call() + " " + e.object(), e.result(), Long::sum);
                    }
                }));
        assertEquals(expected, told, "bytes by call and object, by strace and by the trace");
        assertEquals(objects.size(), objects.values().stream().distinct().count(), "pipes that share an object");
    }

    int inTrace() {
        return trace.values().stream().mapToInt(List::size).sum();
    }

    /** A call as both sides can tell it: with the count it asked for, or what came back by pointer. */
    static String text(Strace.Call call) {
        String[] arguments = call.arguments().split(", ");
        String last = arguments[arguments.length - 1];
        String argument =
                switch (call.name()) {
                    case "read", "write" -> ", " + last;
                    case "lseek" -> ", " + call.arguments();
                    case "ioctl" -> ", " + arguments[0] + (call.result() == 0 ? ", " + last : "");
                    case "close" -> "";
                    default -> ", " + call.arguments();
                };
        String error = call.error().isEmpty() ? "" : " " + call.error();
        return call.name() + "(" + call.fd() + argument + ") = " + call.result() + error;
    }

    /** As the kernel's, without what a call that was cut could not tell. */
    static String text(Event e) {
        boolean cut = e.phase() == Phase.CUT;
        String argument =
                switch (e.op()) {
                    case READ, WRITE -> ", " + e.arg0();
                    case LSEEK -> ", " + e.arg0() + ", " + WHENCE.get((int) e.arg1());
                    case FIONREAD -> ", FIONREAD" + (e.result() == 0 && !cut ? ", [" + e.arg1() + "]" : "");
                    default -> "";
                };
        String call = SYSCALL.getOrDefault(e.op(), e.op().call()) + "(" + e.fd() + argument;
        return cut ? call : call + ") = " + e.result() + (e.errno() == 0 ? "" : " " + Errno.name(e.errno()));
    }
}
