package dev.signalbox.strace;

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

/** What strace saw: the independent witness that the trace is held against. */
public final class Strace {
    private static final Pattern LINE = Pattern.compile("^(\\d+) +(?:[\\d.]+ +)?(.*)$");
    private static final Pattern CALL =
            Pattern.compile("^(\\w+)\\((\\d+)(?:<((?:[^>\\\\]|\\\\.)*)>)?.*\\) += (-?\\d+)(?: (E[A-Z0-9]+))?.*$");
    private static final Pattern RESUMED = Pattern.compile("^<\\.\\.\\. (\\w+) resumed>(.*)$");

    private Strace() {}

    /**
     * One finished call on a descriptor.
     *
     * @param file what stood behind the descriptor, as {@code -y} prints it; "" where it was not open
     * @param error the name of the errno, "" where there was none
     */
    public record Call(int tid, String name, int fd, String file, long result, String error) {
        @Override
        public String toString() {
            return name + "(" + fd + ") = " + result + (error.isEmpty() ? "" : " " + error);
        }
    }

    /** The command line in front of a traced command; the calls with a descriptor are written to {@code out}. */
    public static List<String> command(Path out) {
        return List.of(
                "strace",
                "-f",
                "-y",
                "-s",
                "0",
                "-o",
                out.toString(),
                "-e",
                "signal=none",
                "-e",
                "trace=read,write,readv,writev,pread64,pwrite64,close,dup2,dup3,lseek,ioctl");
    }

    /** All finished calls in the order in which they finished. */
    public static List<Call> parse(Path out) throws IOException {
        List<Call> calls = new ArrayList<>();
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
                unfinished.put(tid, text.substring(0, cut));
                continue;
            }
            Matcher resumed = RESUMED.matcher(text);
            if (resumed.matches()) {
                text = unfinished.remove(tid) + resumed.group(2);
            }
            Matcher c = CALL.matcher(text);
            if (c.matches()) {
                calls.add(new Call(
                        tid,
                        c.group(1),
                        Integer.parseInt(c.group(2)),
                        c.group(3) == null ? "" : c.group(3),
                        Long.parseLong(c.group(4)),
                        c.group(5) == null ? "" : c.group(5)));
            }
        }
        return calls;
    }
}
