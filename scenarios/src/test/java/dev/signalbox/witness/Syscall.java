package dev.signalbox.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call that has returned, as strace printed it.
 *
 * @param arguments as strace prints them: a descriptor is {@code 3<pipe:[17]>}
 * @param returned what stands behind the {@code =}: a number, for a descriptor with its file
 * @param error the name of the errno, "" where there was none
 */
record Syscall(int tid, String name, List<String> arguments, String returned, String error) {
    /** What is asked of strace: everything that a worker can do to a pipe or a FIFO, and who starts and ends whom. */
    static final List<String> STRACE = List.of(
            "strace",
            "-f",
            "--seccomp-bpf",
            "-y",
            // Enough for the two numbers of a pipe, and for the descriptors of a poll.
            "-s",
            "8",
            "-e",
            "signal=none",
            "-e",
            "trace=read,write,readv,writev,close,?dup,?dup2,dup3,lseek,ioctl,?pipe,pipe2,?open,openat,fcntl,?poll,"
                    + "ppoll,?mknod,mknodat,?clone,clone3,?fork,?vfork,kill,pidfd_send_signal",
            "-o");

    private static final Pattern LINE = Pattern.compile("^(\\d+) +(.*)$");
    private static final Pattern CALL =
            Pattern.compile("^(\\w+)\\((.*)\\) += (-?\\d+(?:<(?:[^>\\\\]|\\\\.)*>)?)(?: (E[A-Z0-9]+))?.*$");
    private static final Pattern RESUMED = Pattern.compile("^<\\.\\.\\. (\\w+) resumed>(.*)$");
    private static final Pattern DESCRIPTOR = Pattern.compile("(-?\\d+)(?:<((?:[^>\\\\]|\\\\.)*)>(?:\\(deleted\\))?)?");

    /** All calls in the order in which they returned. */
    static List<Syscall> parse(Path strace) throws IOException {
        List<Syscall> calls = new ArrayList<>();
        Map<Integer, String> unfinished = new HashMap<>();
        for (String line : Files.readAllLines(strace, StandardCharsets.ISO_8859_1)) {
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
            Matcher call = CALL.matcher(resumed.matches() ? unfinished.remove(tid) + resumed.group(2) : text);
            if (call.matches()) {
                String error = call.group(4) == null ? "" : call.group(4);
                calls.add(new Syscall(tid, call.group(1), split(call.group(2)), call.group(3), error));
            }
        }
        return calls;
    }

    /** The arguments, at the commas that are in no quotes and no brackets. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && "([{<".indexOf(c) >= 0) {
                depth++;
            } else if (!quoted && ")]}>".indexOf(c) >= 0) {
                depth--;
            } else if (c == ',' && !quoted && depth == 0) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    long result() {
        return number(returned);
    }

    /** The file behind the descriptor that was returned, "" where none was. */
    String resultFile() {
        return file(returned);
    }

    /** An argument that is a number, with or without the file behind it. */
    long number(int argument) {
        return number(arguments.get(argument));
    }

    /** The file behind an argument, "" where it is not open or no descriptor. */
    String file(int argument) {
        return argument < arguments.size() ? file(arguments.get(argument)) : "";
    }

    private static long number(String text) {
        Matcher m = DESCRIPTOR.matcher(text);
        return m.matches() ? Long.parseLong(m.group(1)) : -1;
    }

    private static String file(String text) {
        Matcher m = DESCRIPTOR.matcher(text);
        return m.matches() && m.group(2) != null ? m.group(2) : "";
    }

    /** Every descriptor with its file that stands in an argument, such as the two of pipe2 or those of poll. */
    List<String> files(int argument) {
        List<String> files = new ArrayList<>();
        Matcher m = DESCRIPTOR.matcher(arguments.get(argument));
        while (m.find()) {
            if (m.group(2) != null) {
                files.add(m.group(2));
            }
        }
        return files;
    }

    /** The numbers of the descriptors in an argument. */
    List<Integer> descriptors(int argument) {
        List<Integer> numbers = new ArrayList<>();
        Matcher m = Pattern.compile("(\\d+)<").matcher(arguments.get(argument));
        while (m.find()) {
            numbers.add(Integer.valueOf(m.group(1)));
        }
        return numbers;
    }
}
