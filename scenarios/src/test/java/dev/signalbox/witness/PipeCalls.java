package dev.signalbox.witness;

import dev.signalbox.strace.Strace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The calls of the workers on the scenario's pipes, as strace saw them, by thread.
 *
 * <p>Which lines belong is decided without the trace, so that an op that it misses is seen to be missing. A worker's
 * process uses three kinds of pipes: the scenario's, its control pipe and the one on which it reports that it is ready.
 * The orchestrator writes the second and reads the third, and never reads or writes the first; it would be one of its
 * ends. So the scenario's pipes are all those that a thread of a worker makes a call on, without those that a thread of
 * any other process reads or writes. The inode tells them apart, since numbers of descriptors are used again.
 *
 * <p>A call on a descriptor that is closed (EBADF) has no inode; it belongs to the pipe that stood there last. One with
 * the wrong mode has its inode, and is no special case.
 *
 * <p>The first thread of a worker puts its descriptors in order before it becomes a JVM, and makes no call of the scenario
 * afterwards: Java's main is on a thread of its own. Numbers from 500 on are the orchestrator's.
 *
 * <p>The run is over when the orchestrator ends a worker that would wait for ever. What the others do then (they find
 * end of file, for one) is its doing and not the scenario's.
 */
record PipeCalls(Map<Integer, List<Strace.Call>> byThread) {
    private static final int OWN = 500;
    private static final Set<String> MOVES = Set.of("read", "write", "readv", "writev");

    /** Reads strace's output; {@code workers} are the pids of the workers. */
    static PipeCalls read(Path strace, Set<Integer> workers) throws IOException {
        Map<Integer, Integer> processes = Strace.processes(strace);
        List<Strace.Call> calls = Strace.parse(strace).stream()
                .takeWhile(call -> !call.name().equals("kill") || !workers.contains(call.fd()))
                .filter(call -> !workers.contains(call.tid()) && call.fd() < OWN)
                .toList();
        Set<String> pipes = new HashSet<>();
        Set<String> ours = new HashSet<>();
        for (Strace.Call call : calls) {
            boolean isPipe = call.file().startsWith("pipe:[");
            if (isPipe && workers.contains(processes.getOrDefault(call.tid(), call.tid()))) {
                pipes.add(call.file());
            } else if (isPipe && MOVES.contains(call.name())) {
                ours.add(call.file());
            }
        }
        pipes.removeAll(ours);
        return new PipeCalls(onPipes(calls, processes, workers, pipes));
    }

    private static Map<Integer, List<Strace.Call>> onPipes(
            List<Strace.Call> calls, Map<Integer, Integer> processes, Set<Integer> workers, Set<String> pipes) {
        Map<Integer, List<Strace.Call>> byThread = new TreeMap<>();
        Map<String, String> lastFiles = new HashMap<>();
        for (Strace.Call call : calls) {
            int process = processes.getOrDefault(call.tid(), call.tid());
            if (!workers.contains(process)) {
                continue;
            }
            String descriptor = process + " " + call.fd();
            if (!call.file().isEmpty()) {
                lastFiles.put(descriptor, call.file());
            }
            if (pipes.contains(lastFiles.getOrDefault(descriptor, ""))) {
                byThread.computeIfAbsent(call.tid(), tid -> new ArrayList<>()).add(call);
            }
        }
        return byThread;
    }

    int count() {
        return byThread.values().stream().mapToInt(List::size).sum();
    }
}
