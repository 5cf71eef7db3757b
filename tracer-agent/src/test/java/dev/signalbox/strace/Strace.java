package dev.signalbox.strace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What strace saw: the independent witness that the trace is held against. */
public final class Strace {
    private static final Pattern LINE = Pattern.compile("^(\\d+) +(?:[\\d.]+ +)?(.*)$");
    private static final Pattern CALL =
            Pattern.compile("^(\\w+)\\((\\d+)(?:<((?:[^>\\\\]|\\\\.)*)>)?(.*)\\) += (-?\\d+)(?: (E[A-Z0-9]+))?.*$");
    private static final Pattern RESUMED = Pattern.compile("^<\\.\\.\\. (\\w+) resumed>(.*)$");
    private static final Pattern STARTED = Pattern.compile("^(?:clone3?|v?fork)\\((.*)\\) += (\\d+)$");

    private Strace() {}

    /**
     * One finished call on a descriptor; of kill, the process stands in its place.
     *
     * @param file what stood behind the descriptor, as {@code -y} prints it; "" where it was not open
     * @param arguments those behind the descriptor, as strace prints them
     * @param error the name of the errno, "" where there was none
     */
    public record Call(int tid, String name, int fd, String file, String arguments, long result, String error) {
        @Override
        public String toString() {
            return name + "(" + fd + ") = " + result + (error.isEmpty() ? "" : " " + error);
        }
    }

    /**
     * The command line in front of a traced command.
     *
     * @param out gets the calls with a descriptor, and those that start and end threads and processes
     */
    public static List<String> command(Path out) {
        return List.of(
                "strace",
                "-f",
                // Calls that are not asked for run at full speed.
                "--seccomp-bpf",
                "-y",
                "-s",
                "0",
                "-o",
                out.toString(),
                "-e",
                "signal=none",
                "-e",
                "trace=read,write,readv,writev,pread64,pwrite64,close,?dup2,dup3,lseek,ioctl,"
                        + "?clone,clone3,?fork,?vfork,kill");
    }

    /** All finished calls in the order in which they finished. */
    public static List<Call> parse(Path out) throws IOException {
        List<Call> calls = new ArrayList<>();
        finished(out, (tid, text) -> {
            Matcher c = CALL.matcher(text);
            if (c.matches()) {
                calls.add(new Call(
                        tid,
                        c.group(1),
                        Integer.parseInt(c.group(2)),
                        c.group(3) == null ? "" : c.group(3),
                        c.group(4).replaceFirst("^, ", ""),
                        Long.parseLong(c.group(5)),
                        c.group(6) == null ? "" : c.group(6)));
            }
        });
        return calls;
    }

    /** A finished call on anything, as strace prints it. */
    public record Text(int tid, String text) {}

    /** All finished calls in the order in which they finished, also those that {@link #parse} does not take apart. */
    public static List<Text> texts(Path out) throws IOException {
        List<Text> texts = new ArrayList<>();
        finished(out, (tid, text) -> texts.add(new Text(tid, text)));
        return texts;
    }

    /** The process of every thread; one that is missing is the first of a process of its own. */
    public static Map<Integer, Integer> processes(Path out) throws IOException {
        Map<Integer, Integer> processes = new TreeMap<>();
        // A thread can start others before the call that started it has returned.
        Map<Integer, Integer> starters = new HashMap<>();
        finished(out, (tid, text) -> {
            Matcher s = STARTED.matcher(text);
            if (s.matches() && s.group(1).contains("CLONE_THREAD")) {
                starters.put(Integer.valueOf(s.group(2)), tid);
            }
        });
        for (Integer tid : starters.keySet()) {
            Integer first = tid;
            while (starters.containsKey(first)) {
                first = starters.get(first);
            }
            processes.put(tid, first);
        }
        return processes;
    }

    /** Gives every call that has returned as one text, also where strace had to print it in two parts. */
    private static void finished(Path out, BiConsumer<Integer, String> sink) throws IOException {
        Map<Integer, String> unfinished = new HashMap<>();
        for (String line : Files.readAllLines(out, StandardCharsets.ISO_8859_1)) {
            Matcher l = LINE.matcher(line);
            if (!l.matches()) {
                continue;
            }
            int tid = Integer.parseInt(l.group(1));
            String text = l.group(2);
            int cut = text.indexOf(" <unfinished ...>");
            if (cut >= 0) {
                // A call that was cut by the end of its process is printed as resumed and unfinished at once.
                unfinished.put(tid, text.substring(0, cut));
                continue;
            }
            Matcher resumed = RESUMED.matcher(text);
            if (resumed.matches()) {
                text = unfinished.remove(tid) + resumed.group(2);
            }
            sink.accept(tid, text);
        }
    }
}
