package dev.signalbox.analyze;

import dev.signalbox.primitive.Answer;
import dev.signalbox.primitive.Call;
import dev.signalbox.primitive.Done;
import dev.signalbox.primitive.Primitive;
import dev.signalbox.primitive.State;
import dev.signalbox.primitive.Waits;
import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Made-up runs with the model itself as the kernel: threads begin, act and return in a random interleaving.
 *
 * <p>Between the stamps of a call and the instant at which it acts others go on, so most neighbours overlap.
 */
final class Traffic {
    private static final int READER = 0;
    private static final int WRITER = 1;

    /** One thread; each has a process of its own. */
    private final class Actor {
        final int worker;
        final int role;
        final int object;
        int callsLeft;
        Call call;
        long startNs;
        long opId;
        boolean hasActed;
        boolean sleeps;
        boolean closed;
        boolean ended;
        Done answer;
        long lastNs;
        /** Recorded and not yet taken. */
        final Deque<Event> pending = new ArrayDeque<>();

        Actor(int worker, int role, int object, int callsLeft) {
            this.worker = worker;
            this.role = role;
            this.object = object;
            this.callsLeft = callsLeft;
        }

        /** One step of it; false when it can do nothing. */
        boolean step() {
            if (ended) {
                return false;
            }
            if (call == null) {
                begin();
            } else if (!hasActed) {
                act();
            } else {
                end();
            }
            return true;
        }

        private void begin() {
            if (callsLeft == 0) {
                exit();
                return;
            }
            callsLeft--;
            boolean nonblock = random.nextInt(8) == 0 && role != READER;
            int size = 1 + random.nextInt(9000);
            Op op = role == WRITER ? Op.WRITE : random.nextInt(6) == 0 ? Op.FIONREAD : Op.READ;
            if (callsLeft == 0 && role == WRITER && random.nextBoolean()) {
                op = Op.CLOSE;
            }
            call = new Call(op, role, nonblock, op.blocks() ? size : 0, 0);
            hasActed = false;
            sleeps = false;
            startNs = nowNs;
            opId = opIds++;
            if (op.blocks()) {
                pending.add(event(Phase.ENTER, op, call.arg0(), 0, 0, 0, nowNs, nowNs));
            }
        }

        private void act() {
            State before = states.get(object);
            Answer answer = before.answer(call);
            states.set(object, answer.next());
            moved(puts, before.produced(), answer.next().produced());
            moved(takes, before.consumed(), answer.next().consumed());
            if (answer.completes()) {
                this.answer = (Done) answer;
                hasActed = true;
                progress = true;
            } else {
                long moved = ((Waits) answer).moved();
                progress |= moved > 0 || !sleeps;
                sleeps = true;
                call = call.resumed(moved);
            }
        }

        private void moved(List<Moved> to, long offset, long end) {
            if (end > offset) {
                to.add(new Moved(object, opId, offset, end));
            }
        }

        private void end() {
            Phase phase = call.op().blocks() ? Phase.EXIT : Phase.WHOLE;
            pending.add(event(
                    phase, call.op(), call.arg0(), answer.value(), answer.result(), answer.errno(), startNs, nowNs));
            lastNs = nowNs;
            if (call.op() == Op.CLOSE) {
                closed = true;
            }
            if (call.op() == Op.READ && answer.result() == 0 || answer.errno() == 32) {
                callsLeft = 0;
            }
            call = null;
        }

        private void exit() {
            if (!closed) {
                close();
            }
            pending.add(event(Phase.WHOLE, Op.EXIT, 0, 0, 0, 0, lastNs, nowNs + random.nextInt(2000)));
            ended = true;
        }

        private void close() {
            Answer answer = states.get(object).answer(new Call(Op.CLOSE, role, false, 0, 0));
            states.set(object, answer.next());
        }

        /** The process dies where it stands. */
        void kill() {
            if (ended) {
                return;
            }
            if (call != null && call.op().effect() == Effect.CLOSE) {
                closed = hasActed;
                pending.add(event(Phase.ENTER, Op.CLOSE, 0, 0, 0, 0, startNs, startNs));
            }
            if (call != null && call.op() != Op.FIONREAD) {
                pending.add(event(Phase.CUT, call.op(), call.arg0(), 0, 0, 0, startNs, nowNs + 1));
                lastNs = startNs;
            }
            if (!closed) {
                close();
            }
            pending.add(event(Phase.WHOLE, Op.EXIT, 1, 0, 9, 0, lastNs, nowNs + 1));
            ended = true;
        }

        private Event event(Phase phase, Op op, long arg0, long arg1, long result, int errno, long start, long end) {
            int flags = role << Event.ACCESS_SHIFT | (call != null && call.nonblock() ? Event.NONBLOCK : 0);
            int on = op == Op.EXIT ? Event.NO_OBJECT : object;
            return new Event(
                    0,
                    phase,
                    op,
                    worker,
                    100 + worker,
                    opId,
                    on,
                    3,
                    flags,
                    arg0,
                    arg1,
                    result,
                    errno,
                    start,
                    end,
                    0,
                    0,
                    new byte[0]);
        }

        /** Nothing of it that was not taken can have begun, or acted, until then. */
        long heldNs() {
            if (!pending.isEmpty() && pending.peekFirst().op() != Op.EXIT) {
                Event first = pending.peekFirst();
                boolean wasAsleep = first.phase() == Phase.CUT && sleeps && !hasActed;
                return wasAsleep ? nowNs : first.startNs() - 1;
            }
            return call == null || call.op().blocks() && !hasActed ? nowNs : startNs - 1;
        }
    }

    /** What really happened: a call moved {@code [offset, end)} of an object's stream. */
    record Moved(int object, long opId, long offset, long end) {}

    final List<Moved> puts = new ArrayList<>();
    final List<Moved> takes = new ArrayList<>();
    final List<Watched> objects = new ArrayList<>();
    final List<Held> held = new ArrayList<>();
    /** As collected. */
    final List<Event> taken = new ArrayList<>();
    /** How many had been taken at each advance, and how far it went. */
    final List<long[]> advances = new ArrayList<>();

    private final Random random;
    private final List<State> states = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private final int stepNsMax;
    private boolean progress;
    private long nowNs = 1000;
    private long watermarkNs;
    private long opIds;

    Traffic(long seed, int callsEach) {
        random = new Random(seed);
        stepNsMax = 1 + random.nextInt(3000);
        int pipes = 1 + random.nextInt(2);
        int[] capacities = {4096, 8192, 16384, 65536};
        for (int p = 0; p <= pipes; p++) {
            objects.add(new Watched(Primitive.PIPE, capacities[random.nextInt(4)]));
        }
        for (int w = 0; w < 3; w++) {
            actor(WRITER, w % pipes, callsEach);
        }
        for (int r = 0; r < 2; r++) {
            actor(READER, r % pipes, Integer.MAX_VALUE);
        }
        // Two that wait for each other's pipe, which nobody else uses: one for bytes, one (if it writes) for room.
        actor(READER, pipes, 0);
        boolean fills = random.nextBoolean();
        actor(WRITER, pipes, fills ? 30 : 1);
        for (int p = 0; p <= pipes; p++) {
            states.add(Ledger.initial(p, objects.get(p), held));
        }
    }

    private void actor(int role, int object, int calls) {
        held.add(new Held(actors.size(), object, role));
        actors.add(new Actor(actors.size(), role, object, calls));
    }

    /** Runs to the end of all, or until no one can go on; gives what was recorded to the analysis as it comes. */
    void run(Analysis analysis, Runnable afterAdvance) {
        Actor idleReader = actors.get(5);
        int killAt = random.nextInt(3) == 0 ? random.nextInt(400) : -1;
        int idle = 0;
        for (int steps = 0; idle < 400; steps++) {
            nowNs += random.nextInt(stepNsMax);
            Actor actor = actors.get(random.nextInt(actors.size()));
            progress = false;
            if (steps == killAt) {
                actors.get(random.nextInt(5)).kill();
                progress = true;
            } else if (actor != idleReader) {
                boolean wasOpen = actor.call != null;
                progress |= actor.step() && (!wasOpen || actor.call == null || progress);
            }
            idle = progress ? 0 : idle + 1;
            if (random.nextInt(40) == 0) {
                collect(analysis);
                afterAdvance.run();
            }
        }
        for (Actor a : actors) {
            take(analysis, a, Integer.MAX_VALUE);
        }
        analysis.advance(nowNs);
        afterAdvance.run();
        analysis.finish();
    }

    private void collect(Analysis analysis) {
        for (Actor a : actors) {
            take(analysis, a, random.nextInt(4) == 0 ? random.nextInt(3) : Integer.MAX_VALUE);
        }
        long watermark = nowNs;
        for (Actor a : actors) {
            watermark = Math.min(watermark, a.heldNs());
        }
        watermarkNs = Math.max(watermarkNs, watermark);
        advances.add(new long[] {taken.size(), watermarkNs});
        analysis.advance(watermarkNs);
    }

    /** How far the last advance went. */
    long watermarkNs() {
        return watermarkNs;
    }

    /** The same once more, as it was collected. */
    Analysis again() {
        Analysis analysis = new Analysis(objects, held);
        int from = 0;
        for (long[] advance : advances) {
            for (; from < advance[0]; from++) {
                analysis.take(taken.get(from));
            }
            analysis.advance(advance[1]);
        }
        taken.subList(from, taken.size()).forEach(analysis::take);
        analysis.finish();
        return analysis;
    }

    private void take(Analysis analysis, Actor actor, int most) {
        for (int i = 0; i < most && !actor.pending.isEmpty(); i++) {
            Event e = actor.pending.removeFirst();
            taken.add(e);
            analysis.take(e);
        }
    }
}
