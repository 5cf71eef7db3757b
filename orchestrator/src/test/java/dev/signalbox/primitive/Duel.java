package dev.signalbox.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Returned;
import dev.signalbox.trace.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * One pipe of the kernel and its model, given the same calls.
 *
 * <p>After each call it is settled: whoever the model wakes has returned with the model's result, whoever it lets sleep
 * is proven asleep, and FIONREAD says the model's level. The kernel wakes in the order of falling asleep, and who falls
 * asleep again after a part of a write goes last; a model that is asked in that order needs no choice.
 */
final class Duel {
    private static final int RING_MASK = (1 << 17) - 1;

    /** A call that sleeps in the kernel. */
    private static final class Sleeper {
        final Caller caller;
        final RealPipe.End end;
        final byte[] buffer;
        Call call;

        Sleeper(Caller caller, RealPipe.End end, byte[] buffer, Call call) {
            this.caller = caller;
            this.end = end;
            this.buffer = buffer;
            this.call = call;
        }
    }

    private final RealPipe real;
    private final Deque<Caller> idle;
    private final List<Sleeper> sleepers = new ArrayList<>();
    private final byte[] stream = new byte[RING_MASK + 1];
    private final Random random;
    private Pipe model;
    private int calls;
    private int waited;
    private int inParts;

    Duel(int capacityBytes, Deque<Caller> idle, Random random) {
        this.real = new RealPipe(capacityBytes, random);
        this.model = Pipe.create(capacityBytes, real.readers(), real.writers());
        this.idle = idle;
        this.random = random;
    }

    /** A duel of calls that a test chooses. */
    Duel(int capacityBytes) throws Exception {
        this(capacityBytes, new ArrayDeque<>(List.of(new Caller(0), new Caller(1), new Caller(2))), new Random(1));
    }

    void call(Op op, int access, boolean nonblock, long arg0) throws Exception {
        call(
                real.open.stream()
                        .filter(end -> end.access == access && end.nonblock == nonblock)
                        .findFirst()
                        .orElseThrow(),
                op,
                arg0,
                0);
    }

    /** One call, or none where the order of the kernel would not be known. */
    void call(RealPipe.End end, Op op, long arg0, long arg1) throws Exception {
        Call call = new Call(op, end.access, end.nonblock, arg0, arg1);
        Answer answer = model.answer(call);
        boolean severalReadersAndAWriterRace = op == Op.WRITE
                && !answer.completes()
                && sleepers.size() > 1
                && sleepers.get(0).call.op() == Op.READ;
        // One caller stays awake for the calls that complete.
        if (!answer.completes() && (idle.size() == 1 || severalReadersAndAWriterRace)
                || op == Op.CLOSE && (end.sleepers > 0 || real.open.size() == 1)) {
            return;
        }
        calls++;
        String before = model.toString();
        try {
            if (op != Op.READ && op != Op.WRITE) {
                same((Done) answer, make(end, op, arg0, arg1));
            } else {
                readOrWrite(end, call, answer);
            }
            settle();
        } catch (AssertionError wrong) {
            throw new AssertionError(call + " on " + before + " answered " + answer + ": " + wrong.getMessage(), wrong);
        }
    }

    private Returned make(RealPipe.End end, Op op, long arg0, long arg1) {
        switch (op) {
            case CLOSE:
                return real.close(end);
            case LSEEK:
                return Posix.lseek(end.fd, arg0, (int) arg1);
            default:
                throw new IllegalArgumentException(op + " (expected: close or lseek)");
        }
    }

    private void readOrWrite(RealPipe.End end, Call call, Answer answer) throws Exception {
        byte[] buffer = new byte[(int) call.arg0()];
        if (call.op() == Op.WRITE) {
            random.nextBytes(buffer);
        }
        if (end.nonblock) {
            Returned returned = call.op() == Op.READ
                    ? Posix.read(end.fd, buffer, buffer.length)
                    : Posix.write(end.fd, buffer, buffer.length);
            done(call, (Done) answer, buffer, returned);
            return;
        }
        // Never on this thread: where the model is wrong it would sleep for ever.
        Caller caller = idle.pop();
        caller.begin(call.op(), end.fd, buffer, buffer.length);
        if (answer.completes()) {
            done(call, (Done) answer, buffer, caller.returned());
            idle.push(caller);
            return;
        }
        waited++;
        end.sleepers++;
        Sleeper sleeper = new Sleeper(caller, end, buffer, call);
        sleepers.add(sleeper);
        fellAsleep(sleeper, (Waits) answer);
        if (sleepers.get(0).call.op() == call.op()) {
            caller.provenAsleep();
        }
    }

    private void fellAsleep(Sleeper sleeper, Waits waits) {
        if (waits.moved() > 0) {
            inParts++;
        }
        putIn(sleeper.call, sleeper.buffer, waits.next());
        sleeper.call = sleeper.call.resumed(waits.moved());
    }

    /** Follows the model until nobody can be woken, then holds the kernel against it. */
    private void settle() throws Exception {
        for (int i = 0; i < sleepers.size(); ) {
            Sleeper sleeper = sleepers.get(i);
            Answer answer = model.answer(sleeper.call);
            if (answer.completes()) {
                sleepers.remove(i);
                done(sleeper.call, (Done) answer, sleeper.buffer, sleeper.caller.returned());
                sleeper.end.sleepers--;
                idle.push(sleeper.caller);
                i = 0;
            } else if (((Waits) answer).moved() > 0) {
                sleepers.remove(i);
                fellAsleep(sleeper, (Waits) answer);
                sleepers.add(sleeper);
                i = 0;
            } else {
                i++;
            }
        }
        for (Sleeper sleeper : sleepers) {
            sleeper.caller.provenAsleep();
        }
        if (!real.open.isEmpty()) {
            assertEquals(model.level(), real.fionread(), "fionread");
        }
    }

    private void done(Call call, Done done, byte[] buffer, Returned returned) {
        long from = model.consumed();
        putIn(call, buffer, done.next());
        same(done, returned);
        if (call.op() == Op.READ) {
            for (int i = 0; i < done.result(); i++) {
                assertEquals(stream[(int) (from + i) & RING_MASK], buffer[i], "byte " + (from + i) + " of the stream");
            }
        }
    }

    /** The bytes a write has just put in, by the model, are the next of the stream. */
    private void putIn(Call call, byte[] buffer, State next) {
        int bytes = (int) (next.produced() - model.produced());
        for (int i = 0; i < bytes; i++) {
            stream[(int) (model.produced() + i) & RING_MASK] = buffer[(int) call.movedBefore() + i];
        }
        model = (Pipe) next;
    }

    private void same(Done done, Returned returned) {
        assertEquals(new Returned(done.result(), done.errno()), returned);
        model = (Pipe) done.next();
    }

    /** Wakes whoever still sleeps, by calls of the model, and closes all. */
    void end() throws Exception {
        while (!sleepers.isEmpty()) {
            if (sleepers.get(0).call.op() == Op.READ) {
                call(real.first(false), Op.WRITE, 1, 0);
            } else {
                call(real.first(true), Op.READ, model.level(), 0);
            }
        }
        real.closeAll();
    }

    RealPipe real() {
        return real;
    }

    int calls() {
        return calls;
    }

    /** Calls that the model let wait, and the kernel too. */
    int waited() {
        return waited;
    }

    /** How often a write fell asleep with a part of its bytes in the pipe. */
    int inParts() {
        return inParts;
    }

    int sleepers() {
        return sleepers.size();
    }
}
