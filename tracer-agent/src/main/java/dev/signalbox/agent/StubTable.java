package dev.signalbox.agent;

import dev.signalbox.trace.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Type;

/**
 * Which calls of the C library are watched, and how their parameters read.
 *
 * <p>A row's shape has a letter for each parameter:
 *
 * <pre>
 * f  the descriptor                 n  a number, kept as arg0         m  a number, kept as arg1
 * b  byte[] that the call gives     B  byte[] that it fills           V  int[] that it fills; the first is the value
 * i  a number     a  byte[]         v  int[]                          w  long[]
 * p  text         h  an address, long or jnr's Pointer                -  anything, not looked at
 * </pre>
 *
 * A row with an op is woven from its shape alone. One with a class instead hands what its shape names to the methods of
 * that class called like the call, and like it with {@code Done}. Behind the shape a stub may have more parameters.
 */
final class StubTable {
    private static final Map<String, List<Row>> ROWS = new HashMap<>();

    private StubTable() {}

    /**
     * One call.
     *
     * @param op null where {@code in} knows it
     * @param in internal name of the class that reads the arguments, null where the shape says all
     * @param method the name of its method there
     */
    record Row(String call, String shape, Op op, String in, String method) {
        int fd() {
            return shape.indexOf('f');
        }

        int at(char letter) {
            return shape.indexOf(letter);
        }
    }

    static {
        row("read", "fBn", Op.READ);
        row("read", "f-n", Op.READ);
        row("write", "fbn", Op.WRITE);
        row("write", "f-n", Op.WRITE);
        row("pread", "fBnm", Op.PREAD);
        row("pread", "f-nm", Op.PREAD);
        row("pwrite", "fbnm", Op.PWRITE);
        row("pwrite", "f-nm", Op.PWRITE);
        row("close", "f", Op.CLOSE);
        row("lseek", "fnm", Op.LSEEK);
        row("dup", "f", Op.DUP);
        row("waitpid", "nVm", Op.WAITPID);
        row("kill", "nm", Op.KILL);

        row("nanosleep", "w", StubCalls.class);
        row("ioctl", "iiv", StubCalls.class);
        row("pipe", "v", StubCalls.class);
        row("pipe2", "vi", StubCalls.class);
        row("open", "pi", StubCalls.class);
        row("openat", "ipi", StubCalls.class);
        row("mkfifo", "pi", StubCalls.class);
        row("unlink", "p", StubCalls.class);
        row("posix_spawn", "v", StubCalls.class, "spawn");
        row("posix_spawnp", "v", StubCalls.class, "spawn");

        row("fcntl", "iii", DupCalls.class);
        row("fcntl", "ii", DupCalls.class);
        row("dup2", "ii", DupCalls.class);
        row("dup3", "iii", DupCalls.class);

        row("readv", "iwi", VectorCalls.class);
        row("writev", "iwi", VectorCalls.class);
        row("poll", "vii", VectorCalls.class);

        row("popen", "pp", StdioCalls.class);
        row("pclose", "h", StdioCalls.class);
        row("fdopen", "ip", StdioCalls.class);
        row("fputs", "ah", StdioCalls.class);
        row("fwrite", "aiih", StdioCalls.class);
        row("fgets", "aih", StdioCalls.class);
        row("fflush", "h", StdioCalls.class);
        row("setvbuf", "hhii", StdioCalls.class);
        row("fclose", "h", StdioCalls.class);
    }

    private static void row(String call, String shape, Op op) {
        add(new Row(call, shape, op, null, null));
    }

    private static void row(String call, String shape, Class<?> in) {
        row(call, shape, in, call);
    }

    private static void row(String call, String shape, Class<?> in, String method) {
        add(new Row(call, shape, null, Type.getInternalName(in), method));
    }

    private static void add(Row row) {
        ROWS.computeIfAbsent(row.call(), c -> new ArrayList<>()).add(row);
    }

    static List<Row> rows() {
        List<Row> all = new ArrayList<>();
        ROWS.values().forEach(all::addAll);
        return all;
    }

    /** The first row that fits a stub's method, or null where it is not watched. */
    static Row find(String call, String descriptor) {
        for (Row row : ROWS.getOrDefault(call, List.of())) {
            if (fits(row.shape(), Type.getArgumentTypes(descriptor)) && returns(Type.getReturnType(descriptor))) {
                return row;
            }
        }
        return null;
    }

    private static boolean fits(String shape, Type[] parameters) {
        if (parameters.length < shape.length()) {
            return false;
        }
        for (int i = 0; i < shape.length(); i++) {
            if (!fits(shape.charAt(i), parameters[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean returns(Type type) {
        return isNumber(type) || type.getDescriptor().equals(Stubs.POINTER_TYPE);
    }

    private static boolean fits(char letter, Type parameter) {
        String type = parameter.getDescriptor();
        switch (letter) {
            case 'f':
                return parameter.getSort() == Type.INT;
            case 'n':
            case 'm':
            case 'i':
                return isNumber(parameter);
            case 'b':
            case 'B':
            case 'a':
                return type.equals("[B");
            case 'V':
            case 'v':
                return type.equals("[I");
            case 'w':
                return type.equals("[J");
            case 'p':
                return type.equals("Ljava/lang/CharSequence;") || type.equals("Ljava/lang/String;");
            case 'h':
                return type.equals("J") || type.equals(Stubs.POINTER_TYPE);
            default:
                return true;
        }
    }

    private static boolean isNumber(Type type) {
        return type.getSort() == Type.INT || type.getSort() == Type.LONG || type.getSort() == Type.SHORT;
    }
}
