package dev.signalbox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.trace.Errno;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.TraceReader.Raw;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds what one thread recorded against what strace saw of it, call by call.
 *
 * <p>Where libc or the JDK makes several system calls of one call, their sum must be what the call says it moved.
 */
final class Witness {
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Map<String, Long> FLAGS = Map.of(
            "O_RDONLY", 0L,
            "O_WRONLY", 1L,
            "O_RDWR", 2L,
            "O_CREAT", 0100L,
            "O_TRUNC", 01000L,
            "O_APPEND", 02000L,
            "O_NONBLOCK", 04000L);
    private static final Map<Op, Set<String>> SYSCALLS = Map.ofEntries(
            Map.entry(Op.READ, Set.of("read")),
            Map.entry(Op.WRITE, Set.of("write")),
            Map.entry(Op.READV, Set.of("readv")),
            Map.entry(Op.WRITEV, Set.of("writev")),
            Map.entry(Op.PREAD, Set.of("pread64")),
            Map.entry(Op.PWRITE, Set.of("pwrite64")),
            Map.entry(Op.CLOSE, Set.of("close")),
            Map.entry(Op.LSEEK, Set.of("lseek")),
            Map.entry(Op.FIONREAD, Set.of("ioctl")),
            Map.entry(Op.REPLACE, Set.of("dup2", "dup3")),
            Map.entry(Op.DUP2, Set.of("dup2", "dup3")),
            Map.entry(Op.DUP, Set.of("dup", "fcntl")),
            Map.entry(Op.FCNTL, Set.of("fcntl")),
            Map.entry(Op.PIPE, Set.of("pipe", "pipe2")),
            Map.entry(Op.PIPE2, Set.of("pipe2")),
            Map.entry(Op.OPEN, Set.of("open", "openat")),
            Map.entry(Op.MKFIFO, Set.of("mknod", "mknodat")),
            Map.entry(Op.UNLINK, Set.of("unlink", "unlinkat")),
            Map.entry(Op.POLL, Set.of("poll")),
            Map.entry(Op.WAITPID, Set.of("wait4")),
            Map.entry(Op.KILL, Set.of("kill")));

    private final List<Seen> seen;
    private final List<Raw> rows;
    private int at;

    /** Calls that were accounted for. */
    int matched;

    Witness(List<Seen> seen, List<Raw> rows) {
        this.seen = seen;
        this.rows = rows;
    }

    void compare() {
        for (int i = 0; i < rows.size(); i++) {
            Raw row = rows.get(i);
            switch (row.op()) {
                case FPUTS:
                case FFLUSH:
                    moves(row, "write");
                    break;
                case FGETS:
                    moves(row, "read");
                    takeIf("read", row.fd(), 0);
                    break;
                case FCLOSE:
                    moves(row, "write");
                    take(row, "close");
                    break;
                case PCLOSE:
                    moves(row, "write");
                    take(row, "close");
                    assertEquals(row.result(), status(next(row, "wait4")), () -> text(row));
                    break;
                case FDOPEN:
                    take(row, "fcntl");
                    break;
                case SETVBUF:
                    break;
                case POPEN:
                    assertEquals(row.inode(), next(row, "pipe2").pipe(), () -> text(row));
                    assertTrue(next(row, "clone3").isChild());
                    next(row, "close");
                    takeIf("fcntl", row.fd(), 0);
                    break;
                case SPAWN:
                    spawns(row, i + 1 < rows.size() ? rows.get(i + 1) : null);
                    break;
                default:
                    simple(row);
                    break;
            }
        }
        skipQuestions(null);
        assertEquals("nothing more", at < seen.size() ? seen.get(at).toString() : "nothing more");
    }

    /** The row's only system call, in every detail. */
    private void simple(Raw row) {
        skipQuestions(row);
        Seen s = next(row, null);
        assertEquals("", difference(row, s), () -> "recorded " + text(row) + ", strace saw " + s);
    }

    private static String difference(Raw row, Seen s) {
        boolean replaces = row.op() == Op.REPLACE;
        Set<String> names = SYSCALLS.get(row.op());
        if (names == null || !names.contains(s.name())) {
            return "call";
        }
        if (row.result() != s.result() || !error(row).equals(s.error())) {
            return "result";
        }
        boolean makes = row.op() == Op.PIPE || row.op() == Op.PIPE2;
        if (makes && s.result() == 0 && (s.fds().get(0) != row.fd() || s.fds().get(1) != row.arg1())) {
            return "ends";
        }
        if (!makes && row.fd() >= 0 && s.fds().get(replaces ? 1 : 0) != row.fd() && row.op() != Op.POLL) {
            return "descriptor";
        }
        if ((replaces && s.fds().get(0) != row.arg0())
                || (row.op() == Op.DUP2 && s.fds().size() > 1 && s.fds().get(1) != row.arg0())) {
            return "other descriptor";
        }
        if (s.pipe() != 0 && !replaces && row.op() != Op.POLL && row.inode() != s.pipe()) {
            return "object " + row.inode();
        }
        if (row.op() == Op.WAITPID && row.result() > 0 && row.arg1() >= 0 && row.arg1() != status(s)) {
            return "status";
        }
        String wrong = arguments(row, s.arguments());
        return wrong.isEmpty() ? bytes(row, s) : wrong;
    }

    /** What the program asked for, where strace prints it as a number or as flags. */
    private static String arguments(Raw row, String text) {
        String[] a = text.split(", ");
        String last = a[a.length - 1];
        switch (row.op()) {
            case READ:
            case WRITE:
                return last.equals("" + row.arg0()) ? "" : "count";
            case FCNTL:
                return !last.matches("-?\\d+") || (int) Long.parseLong(last) == row.arg1() ? "" : "argument";
            case POLL:
                return a[a.length - 2].equals("" + row.arg1()) && last.equals("" + row.arg0()) ? "" : "count or time";
            case KILL:
                return a[0].equals("" + row.arg0()) && List.of("0", "SIGTERM").contains(a[1]) ? "" : "process";
            case WAITPID:
                return a[0].equals("" + row.arg0()) ? "" : "process";
            case OPEN:
                return flags(a[2]) == row.arg0() ? "" : "flags " + Long.toOctalString(row.arg0());
            default:
                return "";
        }
    }

    private static long flags(String text) {
        long flags = 0;
        for (String name : text.split("\\|")) {
            flags |= FLAGS.getOrDefault(name, -1L);
        }
        return flags;
    }

    private static String bytes(Raw row, Seen s) {
        if (row.preview().length == 0 || s.result() <= 0) {
            return "";
        }
        StringBuilder all = new StringBuilder();
        Matcher quoted = QUOTED.matcher(s.arguments());
        while (quoted.find()) {
            all.append(quoted.group(1).replace("\\n", "\n"));
        }
        String kept = new String(row.preview(), StandardCharsets.ISO_8859_1);
        // Of a path its last part, which is the name of a FIFO.
        String moved = row.op() == Op.OPEN ? all.substring(all.lastIndexOf("/") + 1) : all.toString();
        return moved.equals(kept) ? "" : "bytes " + kept;
    }

    /** The system calls that moved what the row says. */
    private void moves(Raw row, String name) {
        long moved = 0;
        StringBuilder all = new StringBuilder();
        while (moved < row.arg1()) {
            Seen s = next(row, name);
            assertEquals(row.fd(), s.fds().get(0), () -> text(row));
            assertEquals(row.inode(), s.pipe(), () -> text(row));
            moved += s.result();
            all.append(s).append('\n');
        }
        assertEquals(row.arg1(), moved, () -> text(row) + "\n" + all);
        if (row.result() == -1 && row.op() != Op.PCLOSE) {
            Seen s = next(row, name);
            assertEquals(error(row), s.error(), () -> text(row));
        }
    }

    private void take(Raw row, String name) {
        Seen s = next(row, name);
        assertEquals(row.fd(), s.fds().get(0), () -> text(row) + " but " + s);
    }

    private void takeIf(String name, int fd, long result) {
        if (at < seen.size()) {
            Seen s = seen.get(at);
            if (s.name().equals(name)
                    && s.fds().get(0) == fd
                    && s.result() == result
                    && !s.arguments().contains("F_GETFL")) {
                at++;
                matched++;
            }
        }
    }

    /** What libc and the JDK do around the child is theirs; until what the program does next. */
    private void spawns(Raw row, Raw next) {
        int from = at;
        boolean child = false;
        while (at < seen.size()
                && !(child && next != null && difference(next, seen.get(at)).isEmpty())) {
            child |= seen.get(at).isChild()
                    && (row.result() == -1 || seen.get(at).result() == row.result());
            at++;
        }
        matched++;
        boolean found = child;
        assertTrue(
                found, () -> "no child: " + text(row) + " of " + seen.subList(from, Math.min(seen.size(), from + 30)));
    }

    /** The JDK asks for the flags before it sets them. */
    private void skipQuestions(Raw row) {
        boolean asked = row != null && row.op() == Op.FCNTL && row.arg0() == 3;
        while (!asked && at < seen.size() && seen.get(at).arguments().contains("F_GETFL")) {
            at++;
        }
    }

    private Seen next(Raw row, String name) {
        assertTrue(at < seen.size(), () -> "invented: " + text(row));
        Seen s = seen.get(at++);
        matched++;
        if (name != null && !(s.isChild() && name.startsWith("clone"))) {
            assertEquals(name, s.name(), () -> "recorded " + text(row) + ", strace saw " + s);
        }
        return s;
    }

    /** As waitpid gives it. */
    private static long status(Seen s) {
        Matcher exited = Pattern.compile("WEXITSTATUS\\(s\\) == (\\d+)").matcher(s.arguments());
        if (exited.find()) {
            return Long.parseLong(exited.group(1)) << 8;
        }
        return s.arguments().contains("WTERMSIG(s) == SIGTERM") ? 15 : -1;
    }

    private static String error(Raw row) {
        return row.errno() == 0 ? "" : Errno.name(row.errno());
    }

    static String text(Raw row) {
        return row.op() + "(" + row.fd() + ", " + row.arg0() + ", " + row.arg1() + ") = " + row.result() + " "
                + error(row) + " inode " + row.inode() + " line " + row.line();
    }
}
