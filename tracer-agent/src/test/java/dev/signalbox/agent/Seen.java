package dev.signalbox.agent;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call on a pipe, a FIFO or a child, as strace saw it.
 *
 * @param fds the descriptors among its arguments, in their order; of a pipe its ends
 * @param pipe inode of the pipe behind the first of them, or before it was closed; 0 where it is none
 */
record Seen(int tid, String name, String arguments, List<Integer> fds, long pipe, long result, String error) {
    static final int FDS_WATCHED = 500;

    private static final Pattern CALL =
            Pattern.compile("^(\\w+)\\((.*)\\) += (0x[0-9a-f]+|-?\\d+)(?:<[^>]*>)?(?: (E[A-Z0-9]+))?.*$");
    private static final Pattern ANNOTATED = Pattern.compile("(\\d+)<([^>]*)>");
    private static final Pattern BARE = Pattern.compile("^(\\d+)(?:, (\\d+))?.*$");
    private static final Pattern PIPE = Pattern.compile("pipe:\\[(\\d+)\\]");
    private static final Set<String> ON_DESCRIPTORS = Set.of(
            "read",
            "write",
            "readv",
            "writev",
            "pread64",
            "pwrite64",
            "close",
            "lseek",
            "ioctl",
            "dup",
            "dup2",
            "dup3",
            "fcntl",
            "poll");
    private static final Set<String> ON_NAMES = Set.of("open", "openat", "mknod", "mknodat", "unlink", "unlinkat");
    private static final Set<String> ALWAYS = Set.of("pipe", "pipe2", "wait4", "kill", "clone", "clone3", "vfork");

    static List<String> command(Path out) {
        List<String> command = new ArrayList<>(Strace.command(out));
        command.set(command.indexOf("-s") + 1, "36");
        Set<String> calls = new HashSet<>(ON_DESCRIPTORS);
        calls.addAll(ON_NAMES);
        calls.addAll(ALWAYS);
        command.set(command.size() - 1, "trace=?" + String.join(",?", calls));
        return command;
    }

    /** The calls of one process, thread by thread. */
    static Map<Integer, List<Seen>> parse(Path out) throws IOException {
        Map<Integer, Integer> processes = Strace.processes(out);
        List<Strace.Text> texts = Strace.texts(out);
        int process = texts.get(0).tid();
        Map<Integer, List<Seen>> threads = new TreeMap<>();
        Map<Integer, String> last = new HashMap<>();
        for (Strace.Text text : texts) {
            Matcher c = CALL.matcher(text.text());
            if (processes.getOrDefault(text.tid(), text.tid()) == process && c.matches()) {
                Seen seen = of(text.tid(), c, last);
                if (seen != null) {
                    threads.computeIfAbsent(seen.tid(), t -> new ArrayList<>()).add(seen);
                }
            }
        }
        return threads;
    }

    private static Seen of(int tid, Matcher call, Map<Integer, String> last) {
        String name = call.group(1);
        String arguments = call.group(2);
        String error = call.group(4) == null ? "" : call.group(4);
        long result = Long.decode(call.group(3));
        List<Integer> fds = new ArrayList<>();
        String first = null;
        boolean watched = false;
        Matcher annotated = ANNOTATED.matcher(call.group(0));
        while (annotated.find()) {
            int fd = Integer.parseInt(annotated.group(1));
            if (isWatched(annotated.group(2))) {
                // What the JVM itself opens and closes in between is no business of the one who closed the pipe.
                last.put(fd, annotated.group(2));
            }
            fds.add(fd);
            first = first == null ? annotated.group(2) : first;
            watched |= fd < FDS_WATCHED && isWatched(annotated.group(2));
        }
        Matcher bare = BARE.matcher(arguments.replaceAll("<[^>]*>", ""));
        if (ON_DESCRIPTORS.contains(name) && bare.matches()) {
            fds.clear();
            fds.add(Integer.parseInt(bare.group(1)));
            if (bare.group(2) != null) {
                fds.add(Integer.parseInt(bare.group(2)));
            }
            if (error.equals("EBADF") && !arguments.matches("^\\d+<.*")) {
                first = last.get(fds.get(0));
                watched |= fds.get(0) < FDS_WATCHED && isWatched(first);
            }
        }
        boolean wanted = ON_NAMES.contains(name)
                ? arguments.contains(".fifo")
                : ALWAYS.contains(name)
                        ? !arguments.contains("CLONE_THREAD")
                        : watched && (!name.equals("ioctl") || arguments.contains("FIONREAD"));
        Matcher pipe = PIPE.matcher(first == null ? "" : first);
        return wanted
                ? new Seen(tid, name, arguments, fds, pipe.matches() ? Long.parseLong(pipe.group(1)) : 0, result, error)
                : null;
    }

    private static boolean isWatched(String file) {
        return file != null && (file.startsWith("pipe:") || file.endsWith(".fifo") || file.endsWith(".fifo (deleted)"));
    }

    boolean isChild() {
        return name.startsWith("clone") || name.equals("vfork");
    }

    @Override
    public String toString() {
        return name + "(" + arguments + ") = " + result + (error.isEmpty() ? "" : " " + error);
    }
}
