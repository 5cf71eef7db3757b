package dev.signalbox.primitive;

import dev.signalbox.kernel.Arch;
import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Proc;
import dev.signalbox.kernel.Returned;
import dev.signalbox.kernel.Sleep;
import dev.signalbox.kernel.SyscallLine;
import dev.signalbox.trace.Op;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A thread that makes one call at a time on the real kernel, and can be proven to sleep in it. */
final class Caller {
    private static final long DEADLINE_NS = 10_000_000_000L;
    private static final long PID = ProcessHandle.current().pid();

    private final ExecutorService thread;
    private final int tid;
    private Future<Returned> call;
    private Predicate<SyscallLine> inCall;

    Caller(int index) throws Exception {
        thread = Executors.newSingleThreadExecutor(body -> {
            Thread made = new Thread(body, "caller-" + index);
            made.setDaemon(true);
            return made;
        });
        tid = thread.submit(Proc::currentThread).get();
    }

    void begin(Op op, int onFd, byte[] buffer, int count) {
        int number = Arch.current().callNumber(op);
        begin(
                line -> line.is(number, onFd),
                () -> op == Op.READ ? Posix.read(onFd, buffer, count) : Posix.write(onFd, buffer, count));
    }

    /** @param sleepsIn the system call that it is to be found in when it waits */
    void begin(Predicate<SyscallLine> sleepsIn, Callable<Returned> body) {
        inCall = sleepsIn;
        call = thread.submit(body);
    }

    /** What the call returned; fails when it does not return. */
    Returned returned() throws Exception {
        try {
            return call.get(DEADLINE_NS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException sleeps) {
            throw new AssertionError("the call does not return: " + Proc.sleep(PID, tid, inCall), sleeps);
        }
    }

    /** Returns once the kernel shows the thread asleep in the call; fails when it returns instead. */
    void provenAsleep() throws Exception {
        long end = System.nanoTime() + DEADLINE_NS;
        while (Proc.sleep(PID, tid, inCall) != Sleep.ASLEEP) {
            if (call.isDone()) {
                throw new AssertionError("the call returned " + call.get() + " instead of waiting");
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "neither asleep nor returned: " + Proc.syscall(PID, tid) + " " + Proc.threadStat(PID, tid));
            }
            Thread.onSpinWait();
        }
    }

    void end() {
        thread.shutdown();
    }
}
