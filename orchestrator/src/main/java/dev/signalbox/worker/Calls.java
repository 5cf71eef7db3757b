package dev.signalbox.worker;

import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Returned;
import dev.signalbox.kernel.Stdio;
import dev.signalbox.scenario.CallStep;
import dev.signalbox.scenario.EvaluationException;
import dev.signalbox.scenario.Pair;
import dev.signalbox.scenario.StepKind;
import dev.signalbox.scenario.Target;
import dev.signalbox.scenario.Values;
import dev.signalbox.scenario.Variables;
import dev.signalbox.scenario.WorkerName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Makes the calls of one thread, with arguments that were looked at. */
final class Calls {
    private static final double NANOSECONDS = 1e9;

    private final Variables variables;
    private final Family family;
    /** Streams that are open: libc would follow any other number to wherever it points. */
    private final Set<Long> streams = new HashSet<>();
    /** Of the last read, used again. */
    private byte[] buffer = new byte[0];
    /** The last text that was written, and its bytes: loops write the same again and again. */
    private String text = "";

    private byte[] bytes = new byte[0];
    private int[] pair;

    Calls(Variables variables, Family family) {
        this.variables = variables;
        this.family = family;
    }

    /** What the variable before the call gets. */
    Object value(StepKind kind, Returned returned) {
        boolean made = !returned.failed() && (kind == StepKind.PIPE || kind == StepKind.PIPE2);
        return made ? new Pair(pair[0], pair[1]) : (Object) returned.value();
    }

    Returned make(CallStep call, Object... a) throws EvaluationException {
        return switch (call.kind()) {
            case PIPE -> Posix.pipe(pair = new int[2]);
            case PIPE2 -> Posix.pipe2(pair = new int[2], whole(a[0]));
            case MKFIFO -> Posix.mkfifo(path(a[0]), whole(a[1]));
            case OPEN -> Posix.open(path(a[0]), whole(a[1]), a.length > 2 ? whole(a[2]) : 0);
            case CLOSE -> Posix.close(whole(a[0]));
            case DUP -> Posix.dup(whole(a[0]));
            case DUP2 -> Posix.dup2(whole(a[0]), whole(a[1]));
            case READ -> read(call, whole(a[0]), whole(a[a.length - 1]));
            case WRITE -> Posix.write(whole(a[0]), bytes(a[1]), bytes.length);
            case READV -> readv(call, a);
            case WRITEV -> Posix.writev(whole(a[0]), pieces(a));
            case LSEEK -> Posix.lseek(whole(a[0]), (long) a[1], whole(a[2]));
            case FIONREAD -> Posix.fionread(whole(a[0]));
            case FCNTL -> Posix.fcntl(whole(a[0]), whole(a[1]), a.length > 2 ? whole(a[2]) : 0);
            case POLL -> poll(a);
            case UNLINK -> Posix.unlink(path(a[0]));
            case POPEN -> opened(Stdio.popen(path(a[0]), path(a[1])));
            case PCLOSE -> Stdio.pclose(closed(a[0]));
            case FDOPEN -> opened(Stdio.fdopen(whole(a[0]), path(a[1])));
            case FPUTS -> Stdio.fputs(bytes(a[0]), stream(a[1]));
            case FGETS -> fgets(call, whole(a[1]), stream(a[2]));
            case FFLUSH -> Stdio.fflush(stream(a[0]));
            case SETVBUF -> Stdio.setvbuf(stream(a[0]), whole(a[2]), (long) a[3]);
            case FCLOSE -> Stdio.fclose(closed(a[0]));
            case SPAWN -> family.spawn(worker(call), variables.copy());
            case WAITPID -> waitpid(call, whole(a[0]), whole(a[2]));
            case KILL -> Posix.kill(process(whole(a[0])), whole(a[1]));
            case PID -> new Returned(family.pid(worker(call)), 0);
            case GETPID -> new Returned(Posix.getpid(), 0);
            case GETPPID -> new Returned(Posix.getppid(), 0);
            case SLEEP -> Posix.nanosleep(Math.round(((Number) a[0]).doubleValue() * NANOSECONDS));
            case EXIT, NOTE, PRINT, ASSERT ->
                throw new IllegalStateException("step: " + call.kind() + " (expected: one that makes a call)");
        };
    }

    private Returned read(CallStep call, int fd, int count) {
        if (buffer.length < count) {
            buffer = new byte[count];
        }
        Returned returned = Posix.read(fd, buffer, count);
        if (call.arguments().size() > 2 && !returned.failed()) {
            set(call, 1, Values.ofBytes(buffer, (int) returned.value()));
        }
        return returned;
    }

    private Returned readv(CallStep call, Object... a) {
        byte[][] buffers = new byte[(a.length - 1) / 2][];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = new byte[whole(a[2 + 2 * i])];
        }
        Returned returned = Posix.readv(whole(a[0]), buffers);
        int rest = (int) Math.max(0, returned.value());
        for (int i = 0; i < buffers.length && !returned.failed(); i++) {
            int length = Math.min(rest, buffers[i].length);
            set(call, 1 + 2 * i, Values.ofBytes(buffers[i], length));
            rest -= length;
        }
        return returned;
    }

    private static byte[][] pieces(Object... a) {
        return Arrays.stream(a)
                .skip(1)
                .map(piece -> Values.bytes((String) piece))
                .toArray(byte[][]::new);
    }

    /** With one descriptor its events are the result, with several the count of those that have some. */
    private Returned poll(Object... a) {
        int count = a.length / 2;
        int[] fds = new int[count];
        short[] events = new short[count];
        short[] revents = new short[count];
        for (int i = 0; i < count; i++) {
            fds[i] = whole(a[2 * i]);
            events[i] = (short) whole(a[2 * i + 1]);
        }
        Returned returned = Posix.poll(fds, events, revents, whole(a[a.length - 1]));
        for (int i = 0; i < count; i++) {
            variables.set("revents" + i, (long) revents[i]);
        }
        return count == 1 && !returned.failed() ? new Returned(revents[0], 0) : returned;
    }

    private Returned fgets(CallStep call, int size, long file) throws EvaluationException {
        if (size == 0) {
            throw new EvaluationException("size: the number 0 (expected: at least 1, for the zero behind the line)", 0);
        }
        byte[] line = new byte[size];
        Returned returned = Stdio.fgets(line, file);
        if (!returned.failed()) {
            set(call, 0, Values.ofBytes(line, (int) returned.value()));
        }
        return returned;
    }

    private Returned waitpid(CallStep call, int pid, int options) {
        int[] status = new int[1];
        Returned returned = family.waitpid(pid, status, options);
        if (returned.value() > 0) {
            set(call, 1, (long) status[0]);
        }
        return returned;
    }

    private Returned opened(Returned stream) {
        if (!stream.failed()) {
            streams.add(stream.value());
        }
        return stream;
    }

    private long stream(Object file) throws EvaluationException {
        if (!streams.contains(file)) {
            throw new EvaluationException(
                    "f: " + Values.words(file) + " (expected: what popen or fdopen returned here, and still open)", 0);
        }
        return (long) file;
    }

    private long closed(Object file) throws EvaluationException {
        long stream = stream(file);
        streams.remove(stream);
        return stream;
    }

    private static int process(int pid) throws EvaluationException {
        if (pid == -1) {
            throw new EvaluationException("kill: pid -1 would be every process (expected: one that was started)", 0);
        }
        return pid;
    }

    private void set(CallStep call, int argument, Object value) {
        String name = ((Target) call.arguments().get(argument)).name();
        if (name != null) {
            variables.set(name, value);
        }
    }

    private String worker(CallStep call) throws EvaluationException {
        return ((WorkerName) call.arguments().get(0)).of(variables);
    }

    private byte[] bytes(Object value) {
        // Of the same text there is one object as long as the expression is a literal.
        if (value != text) {
            text = (String) value;
            bytes = Values.bytes(text);
        }
        return bytes;
    }

    private static String path(Object value) {
        return new String(Values.bytes((String) value), StandardCharsets.UTF_8);
    }

    private static int whole(Object value) {
        return Math.toIntExact((long) value);
    }
}
