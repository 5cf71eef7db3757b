package dev.signalbox.agent;

import dev.signalbox.trace.Op;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which native methods of the JDK are watched, and how their calls read.
 *
 * <p>A native that a JDK lacks simply finds no call site there; the rows serve 17 to 25.
 */
final class JdkHooks {
    /** Where the descriptor of a call comes from. */
    enum From {
        /** A java.io.FileDescriptor argument. */
        ARGUMENT,
        /** An int argument. */
        INT_ARGUMENT,
        /** The field {@code fd} of the receiver. */
        FIELD,
        /** The receiver is the descriptor. */
        RECEIVER
    }

    /** How the value that the native returns becomes the call's result. */
    enum Result {
        /** As it is; nothing at all stands for 0. */
        PLAIN,
        /** sun.nio.ch.IOStatus: -1 end of file, -2 EAGAIN, -3 EINTR. */
        STATUS,
        /** java.io: -1 is end of file. */
        STREAM,
        /** java.io's single byte: -1 is end of file, anything else one byte. */
        BYTE,
        /** Nothing: all that was asked for was done. */
        ALL,
        /** The value that FIONREAD put out. */
        VALUE
    }

    /**
     * One native method.
     *
     * @param count index of the argument that says how many, or -1 for one, or -2 for none
     * @param bytes index of the byte[] argument, followed by its offset, or -1; such a native makes no call for a count
     *     of 0 or a range outside of the array, while those without get no such count: IOUtil returns before
     * @param shape where {@link JdkCalls} reads the arguments, a letter for each; null where this row says all
     * @param method the name of its method there
     */
    record Native(Op op, From from, int count, int bytes, Result result, String shape, String method) {}

    private static final String DISPATCHER = "sun/nio/fs/UnixNativeDispatcher";
    private static final Map<String, Native> NATIVES = new HashMap<>();
    private static final Set<String> CALLERS = new HashSet<>();

    /** Selectors make themselves pipes, to be woken through. */
    private static final Native OWN_PIPE = new Native(null, null, -2, -1, null, "i", "ownPipe");

    private JdkHooks() {}

    static {
        String fd = "Ljava/io/FileDescriptor;";
        for (String c : new String[] {
            "sun/nio/ch/FileDispatcherImpl",
            "sun/nio/ch/UnixFileDispatcherImpl",
            "sun/nio/ch/SocketDispatcher",
            "sun/nio/ch/UnixDispatcher"
        }) {
            row(c, "read0(" + fd + "JI)I", Op.READ, From.ARGUMENT, 2, -1, Result.STATUS);
            row(c, "write0(" + fd + "JI)I", Op.WRITE, From.ARGUMENT, 2, -1, Result.STATUS);
            row(c, "readv0(" + fd + "JI)J", Op.READV, From.ARGUMENT, 2, -1, Result.STATUS);
            row(c, "writev0(" + fd + "JI)J", Op.WRITEV, From.ARGUMENT, 2, -1, Result.STATUS);
            row(c, "pread0(" + fd + "JIJ)I", Op.PREAD, From.ARGUMENT, 2, -1, Result.STATUS);
            row(c, "pwrite0(" + fd + "JIJ)I", Op.PWRITE, From.ARGUMENT, 2, -1, Result.STATUS);
            row(c, "seek0(" + fd + "J)J", Op.LSEEK, From.ARGUMENT, 1, -1, Result.PLAIN);
            row(c, "close0(" + fd + ")V", Op.CLOSE, From.ARGUMENT, -2, -1, Result.PLAIN);
            row(c, "preClose0(" + fd + ")V", Op.REPLACE, From.ARGUMENT, -2, -1, Result.PLAIN);
            row(c, "closeIntFD(I)V", Op.CLOSE, From.INT_ARGUMENT, -2, -1, Result.PLAIN);
        }
        String in = "java/io/FileInputStream";
        row(in, "read0()I", Op.READ, From.FIELD, -1, -1, Result.BYTE);
        row(in, "readBytes([BII)I", Op.READ, From.FIELD, 2, 0, Result.STREAM);
        row(in, "available0()I", Op.FIONREAD, From.FIELD, -2, -1, Result.VALUE);
        row(in, "skip0(J)J", Op.LSEEK, From.FIELD, 0, -1, Result.PLAIN);
        String out = "java/io/FileOutputStream";
        row(out, "write(IZ)V", Op.WRITE, From.FIELD, -1, -1, Result.ALL);
        row(out, "writeBytes([BIIZ)V", Op.WRITE, From.FIELD, 2, 0, Result.ALL);
        String random = "java/io/RandomAccessFile";
        row(random, "read0()I", Op.READ, From.FIELD, -1, -1, Result.BYTE);
        row(random, "write0(I)V", Op.WRITE, From.FIELD, -1, -1, Result.ALL);
        row(random, "seek0(J)V", Op.LSEEK, From.FIELD, 0, -1, Result.PLAIN);
        for (String zero : new String[] {"", "0"}) {
            row(random, "readBytes" + zero + "([BII)I", Op.READ, From.FIELD, 2, 0, Result.STREAM);
            row(random, "writeBytes" + zero + "([BII)V", Op.WRITE, From.FIELD, 2, 0, Result.ALL);
        }
        row("java/io/FileDescriptor", "close0()V", Op.CLOSE, From.RECEIVER, -2, -1, Result.PLAIN);
        row("java/io/FileCleanable", "cleanupClose0(IJ)V", Op.CLOSE, From.INT_ARGUMENT, -2, -1, Result.PLAIN);
        row(in, "position0()J", Op.LSEEK, From.FIELD, -2, -1, Result.PLAIN);

        call(in, "open0(Ljava/lang/String;)V", "or", "openToRead");
        call(out, "open0(Ljava/lang/String;Z)V", "oir", "openToWrite");
        call(random, "open0(Ljava/lang/String;I)V", "oir", "openRandom");
        call(DISPATCHER, "open(Lsun/nio/fs/UnixPath;II)I", "oi-", "open");
        call(DISPATCHER, "unlink(Lsun/nio/fs/UnixPath;)V", "o", "unlink");
        call("java/io/UnixFileSystem", "delete0(Ljava/io/File;)Z", "o", "delete");
        call("sun/nio/ch/IOUtil", "makePipe(Z)J", "i", "pipe");
        call("sun/nio/ch/IOUtil", "configureBlocking(" + fd + "Z)V", "di", "configureBlocking");
        call("sun/nio/ch/Net", "poll(" + fd + "IJ)I", "d-i", "poll");
        call("java/lang/ProcessImpl", "forkAndExec(I[B[B[BI[BI[B[IZ)I", "--------v-", "fork");
        call("java/lang/ProcessHandleImpl", "waitForProcessExit0(JZ)I", "ii", "waitpid");
        call("java/lang/ProcessHandleImpl", "destroy0(JJZ)Z", "i-i", "kill");
        // Callers of the natives above that live in another class.
        CALLERS.add("sun/nio/ch/DatagramDispatcher");
        CALLERS.add("sun/nio/ch/EventFD");
        CALLERS.add("sun/nio/ch/EPollSelectorImpl");
        CALLERS.add("sun/nio/ch/EPollPort");
        CALLERS.add("sun/nio/ch/PollSelectorImpl");
        CALLERS.add("sun/nio/ch/PipeImpl");
        CALLERS.add("sun/nio/ch/SourceChannelImpl");
        CALLERS.add("sun/nio/ch/SinkChannelImpl");
        CALLERS.add("sun/nio/ch/SelChImpl");
        CALLERS.add("sun/nio/fs/UnixChannelFactory");
        CALLERS.add("sun/nio/fs/UnixFileSystemProvider");
        CALLERS.add("java/io/UnixFileSystem");
        CALLERS.add("java/lang/ProcessImpl");
        CALLERS.add("java/lang/ProcessHandleImpl");
        CALLERS.add("java/lang/ProcessHandleImpl$1");
    }

    private static void row(String owner, String method, Op op, From from, int count, int bytes, Result result) {
        NATIVES.put(owner + "." + method, new Native(op, from, count, bytes, result, null, null));
        CALLERS.add(owner);
    }

    /**
     * A method whose arguments {@link JdkCalls} reads: as {@code o} object, {@code i} number, {@code d} descriptor,
     * {@code v} int[], not at all {@code -}; behind the call also {@code r} the field {@code fd} of the receiver.
     */
    private static void call(String owner, String method, String shape, String name) {
        NATIVES.put(owner + "." + method, new Native(null, null, -2, -1, null, shape, name));
    }

    /** The row of a method that a class calls, or null where it is not watched. */
    static Native find(String caller, String owner, String name, String descriptor) {
        Native row = NATIVES.get(owner + "." + name + descriptor);
        boolean own = row != null && "pipe".equals(row.method()) && !caller.equals("sun/nio/ch/PipeImpl");
        return own ? OWN_PIPE : row;
    }

    /** Whether a class (internal name) may call a watched native. */
    static boolean calls(String className) {
        return CALLERS.contains(className);
    }

    /** The watched methods, as {@code owner.name(descriptor)}. */
    static Map<String, Native> natives() {
        return NATIVES;
    }
}
