package dev.signalbox.kernel;

/**
 * The system calls in which a thread waits for others of its own process or for its children.
 *
 * <p>x86_64 is verified by the tests; the aarch64 row is taken from the kernel's asm-generic headers.
 */
public record WaitCalls(int futex, int wait4, int waitid, int sigsuspend) {

    public static WaitCalls of(Arch arch) {
        return arch == Arch.X86_64 ? new WaitCalls(202, 61, 247, 130) : new WaitCalls(98, 260, 95, 133);
    }

    /** It waits until another thread wakes it, without a time limit. */
    public boolean isFutexForEver(SyscallLine line) {
        return line.number() == futex && line.arguments().get(3) == 0;
    }

    /** It waits until a child changes its state, or for a signal. */
    public boolean isForChildren(SyscallLine line) {
        return line.number() == wait4 || line.number() == waitid || line.number() == sigsuspend;
    }
}
