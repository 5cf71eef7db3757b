package dev.signalbox.collect;

import dev.signalbox.kernel.Arch;
import dev.signalbox.kernel.FdInfo;
import dev.signalbox.kernel.FdLink;
import dev.signalbox.kernel.Inode;
import dev.signalbox.kernel.Proc;
import dev.signalbox.kernel.Sleep;
import dev.signalbox.kernel.SyscallLine;
import dev.signalbox.kernel.ThreadStat;
import dev.signalbox.kernel.WaitCalls;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.TraceReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Proves by /proc that threads sleep and cannot wake by themselves. */
final class SleepProof {
    private static final Arch ARCH = Arch.current();
    private static final WaitCalls WAITS = WaitCalls.of(ARCH);
    private static final int POLL_TIMEOUT = 2;

    /** Threads of a JVM that act on nothing of a program; the kernel keeps 15 characters of a name. */
    private static final List<String> OF_THE_JVM = List.of(
            "GC Thread",
            "G1 ",
            "VM Thread",
            "VM Periodic",
            "Reference Handl",
            "Finalizer",
            "Signal Dispatch",
            "Service Thread",
            "Monitor Deflati",
            "C1 Compiler",
            "C2 Compiler",
            "Sweeper thread",
            "Notification Th",
            "Common-Cleaner",
            "Attach Listener",
            "watchdog");

    private final ToIntFunction<Inode> objects;

    /** @param objects the index of an object, or NO_OBJECT */
    SleepProof(ToIntFunction<Inode> objects) {
        this.objects = objects;
    }

    /** Whether a thread sleeps in the call that it recorded. */
    static boolean isIn(int pid, TraceReader.Doing doing) {
        TraceReader.Raw call = doing.call();
        return Proc.sleep(pid, doing.tid(), line -> isOf(line, call)) == Sleep.ASLEEP;
    }

    /** A stream's call makes several system calls; any of them can be the one that waits. */
    private static boolean isOf(SyscallLine line, TraceReader.Raw call) {
        int fd = call.fd();
        switch (call.op()) {
            case READ:
            case READV:
            case WRITE:
            case WRITEV:
            case FCLOSE:
            case FPUTS:
            case FFLUSH:
            case FGETS:
                return line.is(ARCH.callNumber(call.op()), fd);
            case PCLOSE:
                return line.is(ARCH.callNumber(Op.WRITE), fd) || WAITS.isForChildren(line);
            case OPEN:
            case POLL:
                return line.number() == ARCH.callNumber(call.op());
            case WAITPID:
                return line.is(ARCH.callNumber(Op.WAITPID), (int) call.arg0());
            default:
                return false;
        }
    }

    /** Whether nothing but another thread or process can end a call. */
    static boolean lastsForEver(TraceReader.Raw call) {
        return call.op() != Op.POLL || call.arg0() < 0;
    }

    /**
     * Adds a thread that is in no recorded call, unless it is gone.
     *
     * @return false when it may go on by itself
     */
    boolean idle(int worker, int pid, int tid, Proof.Draft all) {
        try {
            Optional<ThreadStat> stat = Proc.threadStat(pid, tid);
            return stat.isEmpty()
                    || stat.get().ended()
                    || add(all, worker, pid, stat.get(), WAITS::isFutexForEver, null, Event.NO_OBJECT);
        } catch (IOException refused) {
            return false;
        }
    }

    static boolean isGone(int pid, int tid) {
        return state(pid, tid) == 'X';
    }

    /** Whether a thread of the JVM does nothing: what a thread of the program waits for in a lock is not its doing. */
    static boolean sleeps(int pid, int tid) {
        char state = state(pid, tid);
        return state == 'S' || state == 'X';
    }

    /** X for one that is gone. */
    private static char state(int pid, int tid) {
        try {
            return Proc.threadStat(pid, tid)
                    .map(s -> s.ended() ? 'X' : s.state())
                    .orElse('X');
        } catch (IOException refused) {
            return '?';
        }
    }

    /** Whether a thread belongs to the JVM and not to the program; the first only waits for main's, also called java. */
    static boolean isOfTheJvm(int pid, int tid) {
        try {
            Optional<ThreadStat> stat = Proc.threadStat(pid, tid);
            return tid == pid
                    || stat.isEmpty()
                    || OF_THE_JVM.stream().anyMatch(stat.get().name()::startsWith);
        } catch (IOException refused) {
            return false;
        }
    }

    /**
     * Adds all threads of a program that records nothing.
     *
     * @return false when one of them may go on by itself
     */
    boolean program(int worker, int pid, Proof.Draft all) {
        try {
            grips(pid, all);
            for (int tid : Proc.threads(pid)) {
                Optional<ThreadStat> stat = Proc.threadStat(pid, tid);
                if (stat.isEmpty() || stat.get().ended()) {
                    continue;
                }
                Optional<SyscallLine> line = Proc.syscall(pid, tid);
                if (line.isPresent() && !inCall(worker, pid, stat.get(), line.get(), all)) {
                    return false;
                }
            }
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private boolean inCall(int worker, int pid, ThreadStat stat, SyscallLine now, Proof.Draft all) throws IOException {
        if (WAITS.isFutexForEver(now) || WAITS.isForChildren(now)) {
            Op op = WAITS.isForChildren(now) ? Op.WAITPID : null;
            return add(all, worker, pid, stat, now::equals, op, Event.NO_OBJECT);
        }
        for (Op op : List.of(Op.READ, Op.WRITE, Op.READV, Op.WRITEV)) {
            if (now.number() == ARCH.callNumber(op)) {
                int object = object(pid, now.arguments().get(0).intValue());
                return object >= 0 && add(all, worker, pid, stat, now::equals, op, object);
            }
        }
        return now.number() == ARCH.callNumber(Op.OPEN)
                && add(all, worker, pid, stat, now::equals, Op.OPEN, Event.NO_OBJECT);
    }

    private void grips(int pid, Proof.Draft all) throws IOException {
        for (int fd : Proc.links(pid).keySet()) {
            Optional<FdInfo> info = Proc.fdInfo(pid, fd);
            int object = info.isPresent() ? objects.applyAsInt(Inode.of(pid, fd)) : Event.NO_OBJECT;
            if (object != Event.NO_OBJECT) {
                all.grips.add(new Proof.Grip(pid, object, info.get().access(), fd));
            }
        }
    }

    /** The object of a descriptor; NO_OBJECT for a pipe of the program's own; -1 for all that others can end. */
    private int object(int pid, int fd) throws IOException {
        Map<Integer, FdLink> links = Proc.links(pid);
        if (!links.containsKey(fd)) {
            return -1;
        }
        int object = objects.applyAsInt(Inode.of(pid, fd));
        return object != Event.NO_OBJECT || links.get(fd).pipe() >= 0 ? object : -1;
    }

    private static boolean add(
            Proof.Draft all, int worker, int pid, ThreadStat stat, Predicate<SyscallLine> call, Op op, int object)
            throws IOException {
        long count = Proc.switches(pid, stat.id());
        Sleep sleep = Proc.sleep(pid, stat.id(), call);
        if (sleep == Sleep.ASLEEP) {
            all.threads.add(new Asleep(worker, pid, stat.parent(), stat.id(), stat.name(), op, object, count));
        }
        return sleep == Sleep.ASLEEP || sleep == Sleep.GONE;
    }
}
