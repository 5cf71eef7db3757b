package dev.signalbox.kernel;

import dev.signalbox.trace.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts processes, and learns how they end. */
public final class Children {
    private static final int P_PID = 1;
    private static final int WNOHANG = 1;
    private static final int WEXITED = 4;
    private static final int WNOWAIT = 0x01000000;
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final int CLD_EXITED = 1;
    private static final int CLD_DUMPED = 3;

    private Children() {}

    /**
     * What waitid said of a child.
     *
     * @param end null while the child runs, and when the call failed
     * @param errno 0, or ECHILD where there is no such child (any more)
     */
    public record Waited(End end, int errno) {}

    /**
     * Starts a program.
     *
     * <p>It gets the descriptors that are listed and no other, the default for every signal, and none blocked.
     *
     * @return the pid; or -1 with errno, also when the program could not be executed
     */
    public static Returned spawn(Child child) {
        return Spawn.spawn(child);
    }

    /** Starts a program in a session of its own with nothing but these three descriptors. */
    public static Returned spawn(
            List<String> argv, Map<String, String> environment, int stdin, int stdout, int stderr) {
        return spawn(new Child(argv, environment, null, new TreeMap<>(Map.of(0, stdin, 1, stdout, 2, stderr)), true));
    }

    /** Waits for the end of a child, and leaves it a zombie: until {@link #reap} its pid is nobody else's. */
    public static Waited awaitEnd(int pid) {
        return waitid(pid, WEXITED | WNOWAIT);
    }

    /** Whether a child has ended; never waits, leaves it a zombie. */
    public static Waited peek(int pid) {
        return waitid(pid, WEXITED | WNOWAIT | WNOHANG);
    }

    /** Waits for the end of a child and lets the kernel forget it. */
    public static Waited reap(int pid) {
        return waitid(pid, WEXITED);
    }

    /** A negative {@code pid} is a process group. */
    public static Returned kill(int pid, int signal) {
        return Parent.returned(Parent.LIBC.kill(pid, signal));
    }

    /** Whether orphans among this process's descendants become its children, as they become init's else. */
    public static Returned adoptOrphans(boolean adopt) {
        return Parent.returned(Posix.LIBC.prctl(PR_SET_CHILD_SUBREAPER, adopt ? 1 : 0, 0, 0, 0));
    }

    /** Lets the kernel forget a child that has ended; nothing where it runs or is no child of this process. */
    public static void forget(int pid) {
        waitid(pid, WEXITED | WNOHANG);
    }

    private static Waited waitid(int pid, int options) {
        byte[] info = new byte[Arch.SIGINFO_BYTES];
        while (Parent.LIBC.waitid(P_PID, pid, info, options) == -1) {
            int errno = Parent.RUNTIME.getLastError();
            if (errno != Errno.EINTR.number()) {
                return new Waited(null, errno);
            }
        }
        return new Waited(decode(info), 0);
    }

    static End decode(byte[] siginfo) {
        ByteBuffer in = ByteBuffer.wrap(siginfo).order(ByteOrder.nativeOrder());
        if (in.getInt(Arch.SIGINFO_PID) == 0) {
            return null;
        }
        int code = in.getInt(Arch.SIGINFO_CODE);
        return new End(code != CLD_EXITED, in.getInt(Arch.SIGINFO_STATUS), code == CLD_DUMPED);
    }
}
