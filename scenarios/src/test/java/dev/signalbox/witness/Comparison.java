package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares a trace with strace, call by call of each thread.
 *
 * <p>An op of a step or of a Java program is one call of the kernel, and both have to agree. Some ops are calls of
 * libc, which makes calls of the kernel as it likes: what these may be is listed here, and they are counted apart.
 */
final class Comparison {
    private static final Set<String> WRITES = Set.of("write", "writev");
    /** What libc, or the JDK where it starts a program, may call inside an op. */
    private static final Map<Op, Set<String>> INSIDE = Map.of(
            Op.FPUTS, WRITES,
            Op.FFLUSH, WRITES,
            Op.FGETS, Set.of("read"),
            Op.FCLOSE, Set.of("write", "close"),
            Op.PCLOSE, Set.of("write", "close"),
            Op.POPEN, Set.of("pipe", "pipe2", "close", "fcntl"),
            Op.FDOPEN, Set.of("fcntl"),
            Op.SETVBUF, Set.of(),
            Op.INHERIT, Set.of(),
            Op.SPAWN, Set.of("pipe", "pipe2", "close", "read", "write", "fcntl", "dup2"));

    private final Map<Integer, List<Syscall>> kernel;
    private final Map<Integer, List<Event>> trace = new TreeMap<>();
    /** The call that a thread's process ended in, by thread. */
    private final Map<Integer, Event> cuts = new HashMap<>();

    private final Map<String, Integer> objects = new HashMap<>();
    private int returnedUnseen;
    private int ops;
    private int inside;

    Comparison(KernelCalls kernel, List<Event> events) {
        this.kernel = kernel.byThread();
        for (Event e : events) {
            // Inferred are a part of a write, which its end repeats, and the closes that the end of a process does.
            boolean returned = (e.phase() == Phase.EXIT || e.phase() == Phase.WHOLE) && !e.has(Event.INFERRED);
            boolean counts = e.object() != Event.NO_OBJECT || INSIDE.containsKey(e.op());
            if (counts && returned) {
                trace.computeIfAbsent(e.tid(), tid -> new ArrayList<>()).add(e);
            } else if (counts && e.phase() == Phase.CUT) {
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
        cuts.values().forEach(cut -> assertEquals(worker, cut.worker(), "the worker of " + CallText.of(cut)));
        compare();
    }

    private void compare() {
        Set<Integer> threads = new TreeSet<>(kernel.keySet());
        threads.addAll(trace.keySet());
        for (int tid : threads) {
            compare(tid, kernel.getOrDefault(tid, List.of()), trace.getOrDefault(tid, List.of()));
        }
    }

    private void compare(int tid, List<Syscall> all, List<Event> events) {
        List<Syscall> calls =
                all.stream().filter(call -> CallText.of(call) != null).toList();
        int next = 0;
        for (int i = 0; i < events.size(); i++) {
            Event e = events.get(i);
            if (INSIDE.containsKey(e.op())) {
                next = skipInside(calls, next, e, i + 1 < events.size() ? events.get(i + 1) : null);
            } else if (CallText.of(e) != null && !isFirstOfTwo(events, i)) {
                String expected = next < calls.size() ? CallText.of(calls.get(next)) : "nothing more";
                int length = parts(calls, next, e);
                assertEquals(length > 1 ? CallText.of(e) : expected, CallText.of(e), "call " + i + " of thread " + tid);
                assertSameObject(calls.get(next), e);
                next += length;
                ops++;
            }
        }
        Event cut = cuts.get(tid);
        if (cut != null && next < calls.size()) {
            // The kernel was done with it, and its process ended before the result could be recorded.
            returnedUnseen++;
            String told = CallText.of(cut);
            assertEquals(told, CallText.of(calls.get(next)).substring(0, told.length()), "cut in thread " + tid);
            next++;
        }
        List<String> more =
                calls.subList(next, calls.size()).stream().map(CallText::of).toList();
        assertEquals(List.of(), more, "calls of thread " + tid + " that the trace does not tell");
    }

    /** A dup2 that replaced one watched end by another is one call and two ops. */
    private static boolean isFirstOfTwo(List<Event> events, int i) {
        return events.get(i).op() == Op.REPLACE
                && i + 1 < events.size()
                && events.get(i + 1).op() == Op.DUP2
                && CallText.of(events.get(i)).equals(CallText.of(events.get(i + 1)));
    }

    /** How many calls of the kernel an op was: java.io writes what is large, or does not fit, in several. */
    private static int parts(List<Syscall> calls, int from, Event e) {
        if (e.op() != Op.WRITE || e.result() != e.arg0()) {
            return 1;
        }
        long written = 0;
        for (int i = from; i < calls.size() && calls.get(i).name().equals("write"); i++) {
            written += calls.get(i).result();
            if (written >= e.arg0()) {
                return written == e.arg0() && calls.get(from).number(0) == e.fd() ? i - from + 1 : 1;
            }
        }
        return 1;
    }

    /** Passes over what libc called inside an op; the bytes it moved must be those that the op tells of. */
    private int skipInside(List<Syscall> calls, int from, Event e, Event following) {
        int next = from;
        long bytes = 0;
        if (e.op() == Op.SPAWN && e.arg0() >= 0) {
            // By the worker of steps: libc's posix_spawn touches no pipe of its own. The JDK's makes several.
            return from;
        }
        boolean isStream = e.op().effect() == Effect.WRITE || e.op() == Op.FGETS;
        while (next < calls.size()
                && INSIDE.get(e.op()).contains(calls.get(next).name())) {
            Syscall call = calls.get(next);
            if (isStream && call.number(0) != e.fd()) {
                break;
            }
            // At end of file libc asks once more, and gets nothing.
            if (isStream && bytes == e.arg1() && call.result() > 0) {
                break;
            }
            boolean ends = e.op() == Op.PCLOSE || e.op() == Op.FCLOSE;
            if (ends && call.number(0) != e.fd() && e.fd() >= 0) {
                break;
            }
            if (!isStream && !ends && following != null && CallText.of(call).equals(CallText.of(following))) {
                break;
            }
            bytes += call.name().equals("close") ? 0 : Math.max(call.result(), 0);
            next++;
            inside++;
            if (ends && call.name().equals("close")) {
                break;
            }
        }
        if (isStream) {
            assertEquals(e.arg1(), bytes, "bytes that libc moved in " + e.op().call() + "(" + e.fd() + ")");
        }
        return next;
    }

    /** A pipe of the kernel is an object of the trace. */
    private void assertSameObject(Syscall call, Event e) {
        String file = e.op() == Op.REPLACE ? "" : call.file(0);
        if (!file.isEmpty() && e.object() != Event.NO_OBJECT) {
            assertEquals(e.object(), objects.computeIfAbsent(file, f -> e.object()), "object of " + file);
        }
    }

    /** And an object of the trace is one pipe of the kernel; the bytes are the same since each call's are. */
    void assertSameObjects() {
        assertEquals(objects.size(), objects.values().stream().distinct().count(), "pipes that share an object");
    }

    /** How many calls have returned by strace whose result is unknown by the trace. */
    int returnedUnseen() {
        return returnedUnseen;
    }

    /** Ops that are calls of the kernel. */
    int inTrace() {
        return ops;
    }

    /** Calls of the kernel that libc made inside ops. */
    int inside() {
        return inside;
    }
}
