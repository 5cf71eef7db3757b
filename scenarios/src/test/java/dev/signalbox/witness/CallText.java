package dev.signalbox.witness;

import dev.signalbox.trace.Errno;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call in words that both sides can tell: what it asked for, and what came back by value or by pointer. */
final class CallText {
    private static final List<String> WHENCE = List.of("SEEK_SET", "SEEK_CUR", "SEEK_END");
    private static final Map<Long, String> COMMANDS =
            Map.of(4L, "F_SETFL", 1031L, "F_SETPIPE_SZ", 1032L, "F_GETPIPE_SZ");
    private static final Pattern IOV_LEN = Pattern.compile("iov_len=(\\d+)");

    private CallText() {}

    /** Null for a call that no op stands for: one that only asks for the flags of a descriptor. */
    static String of(Syscall call) {
        String fd = call.arguments().get(0).replaceFirst("<.*", "");
        String end = ") = " + call.result() + (call.error().isEmpty() ? "" : " " + call.error());
        return switch (call.name()) {
            case "read", "write" ->
                call.name() + "(" + fd + ", " + call.arguments().get(2) + end;
            case "readv", "writev" ->
                call.name() + "(" + fd + ", " + iovLength(call.arguments().get(1)) + end;
            case "lseek" ->
                "lseek(" + fd + ", " + call.arguments().get(1) + ", "
                        + call.arguments().get(2) + end;
            case "ioctl" ->
                "fionread(" + fd + (call.result() == 0 ? ", " + call.arguments().get(2) : "") + end;
            case "close" -> "close(" + fd + end;
            case "pipe", "pipe2" -> "pipe(" + call.descriptors(0) + end;
            case "open", "openat" -> call.error().equals("ENOENT") ? null : "open(" + end;
            case "dup" -> "dup(" + fd + end;
            case "dup2", "dup3" -> "dup2(" + fd + ", " + call.number(1) + end;
            case "poll" -> "poll(" + call.arguments().get(2) + end;
            case "fcntl" -> ofFcntl(call.arguments().get(1), fd, end);
            default -> call.name() + "(" + fd + end;
        };
    }

    private static String ofFcntl(String command, String fd, String end) {
        if (command.startsWith("F_DUPFD")) {
            return "dup(" + fd + end;
        }
        return COMMANDS.containsValue(command) ? "fcntl(" + fd + ", " + command + end : null;
    }

    private static long iovLength(String vector) {
        long length = 0;
        Matcher each = IOV_LEN.matcher(vector);
        while (each.find()) {
            length += Long.parseLong(each.group(1));
        }
        return length;
    }

    /** As the kernel's, without what a call that was cut could not tell; null as above. */
    static String of(Event e) {
        boolean cut = e.phase() == Phase.CUT;
        String end = cut ? "" : ") = " + e.result() + (e.errno() == 0 ? "" : " " + Errno.name(e.errno()));
        return switch (e.op()) {
            case READ, WRITE, READV, WRITEV -> e.op().call() + "(" + e.fd() + ", " + e.arg0() + end;
            case LSEEK -> "lseek(" + e.fd() + ", " + e.arg0() + ", " + WHENCE.get((int) e.arg1()) + end;
            case FIONREAD -> "fionread(" + e.fd() + (e.result() == 0 && !cut ? ", [" + e.arg1() + "]" : "") + end;
            case PIPE, PIPE2 -> "pipe([" + e.fd() + ", " + e.arg1() + "]" + end;
            case OPEN -> Errno.ENOENT.number() == e.errno() ? null : "open(" + end;
            case DUP2 -> "dup2(" + e.fd() + ", " + e.arg0() + end;
            case REPLACE -> "dup2(" + e.arg0() + ", " + e.fd() + end;
            case POLL -> "poll(" + e.arg0() + end;
            case FCNTL ->
                COMMANDS.containsKey(e.arg0()) ? "fcntl(" + e.fd() + ", " + COMMANDS.get(e.arg0()) + end : null;
            default -> e.op() == Op.MKFIFO || e.op() == Op.UNLINK ? null : e.op().call() + "(" + e.fd() + end;
        };
    }
}
