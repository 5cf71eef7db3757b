package dev.signalbox.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signalbox.kernel.Arch;
import dev.signalbox.kernel.PipeEnds;
import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Returned;
import dev.signalbox.kernel.SyscallLine;
import dev.signalbox.trace.Op;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * A FIFO or pipe of the kernel whose ends come and go, and its model, given the same calls.
 *
 * <p>As in {@link Duel}, all that sleep are followed after each call. At most one read or write sleeps at a time, since
 * nobody knows whom the kernel would wake first; opens sleep as many as there are threads.
 */
final class EndsDuel {
    private static final int EPERM = 1;
    private static final int O_NONBLOCK = Posix.O_NONBLOCK;
    private static final int F_SETFL = 4;
    private static final int CALLERS_FREE = 2;

    /** A descriptor. */
    private static final class End {
        final int fd;
        final int access;
        /** Shared by its duplicates. */
        final boolean[] nonblock;

        boolean isInUse;

        End(int fd, int access, boolean[] nonblock) {
            this.fd = fd;
            this.access = access;
            this.nonblock = nonblock;
        }
    }

    private static final class Sleeper {
        final Caller caller;
        final End end;
        Call call;

        Sleeper(Caller caller, End end, Call call) {
            this.caller = caller;
            this.end = end;
            this.call = call;
        }
    }

    private final Path path;
    private final Deque<Caller> idle;
    private final Random random;
    private final List<End> open = new ArrayList<>();
    private final List<Sleeper> sleepers = new ArrayList<>();
    private State model;
    private int calls;
    private int waited;
    private int opensWaited;

    /** @param path of a new FIFO; null for a pipe */
    EndsDuel(Path path, Deque<Caller> idle, Random random) {
        this.path = path;
        this.idle = idle;
        this.random = random;
        if (path != null) {
            assertEquals(0, Posix.mkfifo(path.toString(), 0600).errno());
            model = Primitive.FIFO.create(Pipe.DEFAULT_BYTES, 0, 0);
        } else {
            PipeEnds ends = PipeEnds.create().ends();
            open.add(new End(ends.readFd(), Call.READ_ONLY, new boolean[1]));
            open.add(new End(ends.writeFd(), Call.WRITE_ONLY, new boolean[1]));
            model = Primitive.PIPE.create(Pipe.DEFAULT_BYTES, 0, 0);
            model = ((Done) model.answer(call(Op.PIPE2, 0, false, 0, 0))).next();
        }
    }

    private static Call call(Op op, int access, boolean nonblock, long arg0, long arg1) {
        return new Call(op, access, nonblock, arg0, arg1);
    }

    /** Some call, or none where there is nothing that it could be made on. */
    void anyCall() throws Exception {
        String before = model.toString();
        int choice = random.nextInt(100);
        try {
            if (choice < 18 && path != null) {
                open(random.nextInt(3), random.nextInt(3) == 0);
            } else if (!open.isEmpty()) {
                onEnd(open.get(random.nextInt(open.size())), choice);
            }
            settle();
        } catch (AssertionError wrong) {
            throw new AssertionError("on " + before + ", choice " + choice + ": " + wrong.getMessage(), wrong);
        }
    }

    private void onEnd(End end, int choice) throws Exception {
        if (choice < 34) {
            close(end);
        } else if (choice < 40) {
            dup(end);
        } else if (choice < 46) {
            setNonblock(end);
        } else if (choice < 52) {
            resize(end);
        } else if (choice < 58) {
            poll(end);
        } else {
            boolean reads = end.access == Call.READ_ONLY || end.access == Call.READ_WRITE && random.nextBoolean();
            move(end, reads ? Op.READ : Op.WRITE, random.nextInt(choice < 70 ? 80_000 : 5_000));
        }
    }

    private void open(int access, boolean nonblock) throws Exception {
        int flags = access | (nonblock ? O_NONBLOCK : 0);
        Call call = call(Op.OPEN, access, nonblock, flags, 0);
        Answer answer = model.answer(call);
        if (!answer.completes() && idle.size() <= CALLERS_FREE) {
            return;
        }
        calls++;
        int number = Arch.current().callNumber(Op.OPEN);
        Callable<Returned> body = () -> Posix.open(path.toString(), flags | Posix.O_CLOEXEC);
        begin(null, call, answer, line -> line.number() == number, body);
    }

    private void move(End end, Op op, int count) throws Exception {
        Call call = call(op, end.access, end.nonblock[0], count, 0);
        Answer answer = model.answer(call);
        boolean canSleep =
                sleepers.stream().allMatch(s -> s.call.op() == Op.OPEN) && idle.size() >= CALLERS_FREE && !end.isInUse;
        if (!answer.completes() && !canSleep) {
            return;
        }
        calls++;
        byte[] buffer = new byte[count];
        int number = Arch.current().callNumber(op);
        Predicate<SyscallLine> inCall = line -> line.is(number, end.fd);
        begin(
                end,
                call,
                answer,
                inCall,
                () -> op == Op.READ ? Posix.read(end.fd, buffer, count) : Posix.write(end.fd, buffer, count));
    }

    private void begin(End end, Call call, Answer answer, Predicate<SyscallLine> inCall, Callable<Returned> body)
            throws Exception {
        Caller caller = idle.pop();
        caller.begin(inCall, body);
        if (answer.completes()) {
            done(call, (Done) answer, caller.returned());
            idle.push(caller);
            return;
        }
        waited++;
        opensWaited += call.op() == Op.OPEN ? 1 : 0;
        model = answer.next();
        sleepers.add(new Sleeper(caller, end, call.resumed(((Waits) answer).moved())));
        if (end != null) {
            end.isInUse = true;
        }
        caller.provenAsleep();
    }

    private void done(Call call, Done done, Returned returned) {
        model = done.next();
        if (call.op() == Op.OPEN && done.errno() == 0) {
            assertEquals(0, returned.errno(), "errno of " + call);
            open.add(new End((int) returned.value(), call.accessToOpen(), new boolean[] {call.opensNonblocking()}));
            return;
        }
        assertEquals(new Returned(done.result(), done.errno()), returned, "returned by " + call);
    }

    private void settle() throws Exception {
        for (int i = 0; i < sleepers.size(); ) {
            Sleeper sleeper = sleepers.get(i);
            Answer answer = model.answer(sleeper.call);
            if (answer.completes()) {
                sleepers.remove(i);
                done(sleeper.call, (Done) answer, sleeper.caller.returned());
                idle.push(sleeper.caller);
                if (sleeper.end != null) {
                    sleeper.end.isInUse = false;
                }
                i = 0;
            } else if (((Waits) answer).moved() > 0) {
                model = answer.next();
                sleeper.call = sleeper.call.resumed(((Waits) answer).moved());
                i = 0;
            } else {
                i++;
            }
        }
        for (Sleeper sleeper : sleepers) {
            sleeper.caller.provenAsleep();
        }
        if (!open.isEmpty()) {
            assertEquals(model.cell(0), Posix.fionread(open.get(0).fd).value(), "fionread");
            assertEquals(
                    ((Done) model.answer(call(Op.FCNTL, 0, false, Call.F_GETPIPE_SZ, 0))).result(),
                    Posix.fcntl(open.get(0).fd, Call.F_GETPIPE_SZ, 0).value(),
                    "F_GETPIPE_SZ");
        }
    }

    private void close(End end) {
        // Of a pipe nothing would be left to go on with.
        if (!end.isInUse && (path != null || open.size() > 2)) {
            calls++;
            open.remove(end);
            done(
                    call(Op.CLOSE, end.access, false, 0, 0),
                    (Done) model.answer(call(Op.CLOSE, end.access, false, 0, 0)),
                    Posix.close(end.fd));
        }
    }

    private void dup(End end) {
        calls++;
        boolean byFcntl = random.nextBoolean();
        Call call = byFcntl
                ? call(Op.FCNTL, end.access, false, Call.F_DUPFD_CLOEXEC, 0)
                : call(Op.DUP, end.access, false, 0, 0);
        Returned made = byFcntl ? Posix.fcntl(end.fd, Call.F_DUPFD_CLOEXEC, 0) : Posix.dup(end.fd);
        assertEquals(0, made.errno());
        model = ((Done) model.answer(call)).next();
        open.add(new End((int) made.value(), end.access, end.nonblock));
    }

    private void setNonblock(End end) {
        if (sleepers.stream().anyMatch(s -> s.end != null && s.end.nonblock == end.nonblock)) {
            return; // one that sleeps and is woken in part would return then: the model does not know that
        }
        calls++;
        boolean on = random.nextBoolean();
        assertEquals(0, Posix.fcntl(end.fd, F_SETFL, on ? O_NONBLOCK : 0).errno());
        end.nonblock[0] = on;
    }

    private void resize(End end) {
        calls++;
        int[] sizes = {1, 4096, 4097, 8192, 12_000, 65_536, 100_000, 1 << 20, 1 << 22, -1};
        int size = sizes[random.nextInt(sizes.length)];
        Done done = (Done) model.answer(call(Op.FCNTL, end.access, false, Call.F_SETPIPE_SZ, size));
        Returned returned = Posix.fcntl(end.fd, Call.F_SETPIPE_SZ, size);
        boolean isForbidden = returned.errno() == EPERM && size > model.cellMax(0);
        if (!isForbidden) {
            done(call(Op.FCNTL, end.access, false, Call.F_SETPIPE_SZ, size), done, returned);
        }
    }

    private void poll(End end) {
        calls++;
        short[] revents = new short[1];
        short both = (short) (Posix.POLLIN | Posix.POLLOUT);
        Returned returned = Posix.poll(new int[] {end.fd}, new short[] {both}, revents, 0);
        Done done = (Done) model.answer(call(Op.POLL, end.access, false, 0, 1));
        // Who opened a FIFO to read when nobody had it open to write hears of no end before the first writer.
        boolean isUnheard = path != null && returned.value() == 0 && model.cell(2) == 0;
        if (!isUnheard) {
            assertEquals(done.result(), returned.value(), "poll");
        }
    }

    /** Wakes whoever still sleeps, and closes all. */
    void end() throws Exception {
        for (int round = 0; !sleepers.isEmpty(); round++) {
            if (round == 100) {
                throw new AssertionError("still asleep: " + sleepers.get(0).call + " on " + model);
            }
            Call asleep = sleepers.get(0).call;
            if (asleep.op() == Op.OPEN) {
                open(Call.READ_WRITE, true);
            } else if (asleep.op() == Op.READ) {
                wake(Op.WRITE, 1);
            } else {
                wake(Op.READ, 1 << 20);
            }
            settle();
        }
        open.forEach(end -> Posix.close(end.fd));
        if (path != null) {
            Posix.unlink(path.toString());
        }
    }

    private void wake(Op op, int count) throws Exception {
        int other = op == Op.READ ? Call.WRITE_ONLY : Call.READ_ONLY;
        End end = open.stream()
                .filter(e -> e.access != other && !e.isInUse)
                .findFirst()
                .orElse(null);
        if (end == null) {
            open(Call.READ_WRITE, true);
        } else {
            move(end, op, count);
        }
    }

    int calls() {
        return calls;
    }

    int waited() {
        return waited;
    }

    int opensWaited() {
        return opensWaited;
    }
}
