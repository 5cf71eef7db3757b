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
import java.util.stream.IntStream;

/**
 * The calls on the scenario's pipes and FIFOs, as strace saw them.
 *
 * <p>Which lines belong is decided without the trace, so that an op that it misses is seen to be missing. A pipe belongs
 * to the scenario unless the orchestrator itself reads or writes it: those are the ones it commands its workers by. A
 * FIFO is a file that somebody made with mknod. What a worker does before it has read its last command is no part of
 * the scenario; it takes its ends then. A call on a descriptor that is closed (EBADF) has no file; it belongs to what
 * stood there last.
 *
 * <p>The run is over when the orchestrator ends a worker that would wait for ever. What the others do then (they find
 * end of file, for one) is its doing and not the scenario's.
 *
 * @param byThread of the workers that are JVMs
 * @param natives how many calls on the same objects other processes made
 */
record KernelCalls(Map<Integer, List<Syscall>> byThread, int natives) {
    private static final Set<String> MOVES = Set.of("read", "write", "readv", "writev");
    private static final Set<String> KILLS = Set.of("kill", "pidfd_send_signal");
    private static final String PIPE = "pipe:[";

    /** Reads strace's output; {@code workers} are the pids of the JVMs. */
    static KernelCalls read(Path strace, Set<Integer> workers) throws IOException {
        return new Reader(strace, workers).read();
    }

    private static final class Reader {
        private final Map<Integer, Integer> processes;
        private final Set<Integer> workers;
        private final int orchestrator;
        private final List<Syscall> calls;
        private final Set<String> ours = new HashSet<>();
        private final Set<String> fifos = new HashSet<>();
        /** The index of the call by which a worker took its last command, by process. */
        private final Map<Integer, Integer> begun = new HashMap<>();
        /** What stood last under a number of a process. */
        private final Map<String, String> last = new HashMap<>();

        Reader(Path strace, Set<Integer> workers) throws IOException {
            this.processes = Strace.processes(strace);
            this.workers = workers;
            List<Syscall> all = Syscall.parse(strace);
            this.orchestrator = process(all.get(0).tid());
            int end = IntStream.range(0, all.size())
                    .filter(i -> process(all.get(i).tid()) == orchestrator
                            && KILLS.contains(all.get(i).name())
                            && all.get(i).error().isEmpty()
                            && all.get(i).arguments().contains("SIGKILL"))
                    .findFirst()
                    .orElse(all.size());
            this.calls = all.subList(0, end);
        }

        private int process(int tid) {
            return processes.getOrDefault(tid, tid);
        }

        KernelCalls read() {
            for (Syscall call : calls) {
                boolean moves = MOVES.contains(call.name()) && call.file(0).startsWith(PIPE);
                if (moves && process(call.tid()) == orchestrator) {
                    ours.add(call.file(0));
                }
                if (call.name().startsWith("mknod") && call.error().isEmpty()) {
                    String path = call.arguments().get(call.arguments().size() - 2);
                    fifos.add(path.substring(path.lastIndexOf('/') + 1).replace("\"", ""));
                }
            }
            for (int i = 0; i < calls.size(); i++) {
                Syscall call = calls.get(i);
                if (call.name().equals("read") && call.result() > 0 && ours.contains(call.file(0))) {
                    begun.put(process(call.tid()), i);
                }
            }
            Map<Integer, List<Syscall>> byThread = new TreeMap<>();
            int natives = 0;
            for (int i = 0; i < calls.size(); i++) {
                Syscall call = calls.get(i);
                int process = process(call.tid());
                boolean isOurs = isOnObject(call);
                remember(call);
                if (isOurs && workers.contains(process) && i > begun.getOrDefault(process, -1)) {
                    byThread.computeIfAbsent(call.tid(), tid -> new ArrayList<>())
                            .add(call);
                } else if (isOurs && process != orchestrator && !workers.contains(process)) {
                    natives++;
                }
            }
            return new KernelCalls(byThread, natives);
        }

        private boolean isOnObject(Syscall call) {
            return switch (call.name()) {
                case "pipe", "pipe2" -> call.error().isEmpty();
                case "open", "openat" -> isFifoName(call);
                case "poll", "ppoll" -> call.files(0).stream().anyMatch(this::isObject);
                case "dup2", "dup3" -> isObject(stood(call, 0)) || isObject(call.file(1));
                case "clone", "clone3", "fork", "vfork", "kill", "pidfd_send_signal", "mknod", "mknodat" -> false;
                default -> isObject(stood(call, 0));
            };
        }

        private boolean isFifoName(Syscall call) {
            String path =
                    call.arguments().get(call.name().equals("open") ? 0 : 1).replace("\"", "");
            return !path.startsWith("/proc/") && fifos.contains(path.substring(path.lastIndexOf('/') + 1));
        }

        private boolean isObject(String file) {
            return file.startsWith(PIPE)
                    ? !ours.contains(file)
                    : fifos.contains(file.substring(file.lastIndexOf('/') + 1).replace(" (deleted)", ""));
        }

        /** What the call's descriptor stands for, or stood for. */
        private String stood(Syscall call, int argument) {
            String file = call.file(argument);
            return file.isEmpty() ? last.getOrDefault(key(call, call.number(argument)), "") : file;
        }

        private void remember(Syscall call) {
            if (!call.file(0).isEmpty()) {
                last.put(key(call, call.number(0)), call.file(0));
            }
            if (!call.resultFile().isEmpty()) {
                last.put(key(call, call.result()), call.resultFile());
            }
        }

        private String key(Syscall call, long fd) {
            return process(call.tid()) + " " + fd;
        }
    }

    int count() {
        return byThread.values().stream().mapToInt(List::size).sum();
    }
}
