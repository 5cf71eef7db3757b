package dev.signalbox.collect;

import dev.signalbox.kernel.End;
import dev.signalbox.kernel.Proc;
import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import dev.signalbox.trace.TraceReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Drains one worker. */
final class Drain {
    /** How many chunks of one thread a round takes: the analysis is to advance while the workers run. */
    static final int CHUNKS_PER_ROUND = 8;

    private static final long START_NS_MAX = 1_000_000_000L;

    private final Collector collector;
    private final int worker;
    private final Source source;
    private final TraceReader reader;
    private final List<Track> tracks = new ArrayList<>();
    /** What it recorded since the last round began. */
    private final List<TraceReader.Raw> kept = new ArrayList<>();

    private final List<TraceReader.Doing> doing = new ArrayList<>();

    private long lastEndNs;
    private int spawnedPid;
    private long reapedNs = Long.MAX_VALUE;
    private End seenEnd;
    private boolean started;
    private boolean ended;

    /** A record that has not been taken yet. */
    record Fresh(Drain drain, TraceReader.Raw raw) {
        /** When it was recorded, nearly: each thread's come in this order. */
        long atNs() {
            return raw.phase() == Phase.EXIT ? raw.endNs() : raw.startNs();
        }

        void take() {
            drain.take(raw);
        }
    }

    /** What is known of one thread. */
    private static final class Track {
        /** The call whose ENTER was taken and whose EXIT was not; null for none. */
        TraceReader.Raw open;

        long openOpId;
        long lastCall;
        long lastEndNs;

        boolean isOpen(long call) {
            return open != null && open.call() == call;
        }
    }

    Drain(Collector collector, int worker, Source source) {
        this.collector = collector;
        this.worker = worker;
        this.source = source;
        this.reader = source.recording() == null ? null : new TraceReader(source.recording());
        this.lastEndNs = collector.runStartNs();
    }

    int pid() {
        return source.pid().getAsInt() > 0 ? source.pid().getAsInt() : spawnedPid;
    }

    boolean isSpawned() {
        return source.isSpawned();
    }

    boolean started() {
        return started;
    }

    /** Its process begins. */
    void start(long atNs) {
        if (!started) {
            started = true;
            long ns = atNs - collector.runStartNs();
            collector.emit(collector.life(Op.START, worker, pid(), ns, ns, null));
        }
    }

    /** Another worker has started it. */
    void spawned(int pid, long atNs) {
        spawnedPid = pid;
        start(atNs);
    }

    /** Another worker was told that it had ended. */
    void reaped(long atNs) {
        reapedNs = Math.min(reapedNs, atNs);
    }

    boolean ended() {
        return ended;
    }

    long lost() {
        return reader == null ? 0 : reader.lost();
    }

    /**
     * Reads what this worker has recorded, or some of it.
     *
     * @param nowNs System.nanoTime, read before any slot is
     * @param chunksMax how much of one thread
     * @return all that happened until then was read
     */
    long read(long nowNs, int chunksMax) {
        seenEnd = source.end().get();
        doing.clear();
        if (ended || reader == null) {
            return nowNs;
        }
        // The slots first: what is idle here began nothing before nowNs that the drain behind it could miss.
        for (int slot = 0; slot < reader.threads(); slot++) {
            doing.add(reader.doing(slot));
        }
        reader.drain(chunksMax, kept::add);
        long readTo = nowNs;
        for (int slot = 0; slot < reader.threads(); slot++) {
            readTo = reader.isBehind(slot) ? Math.min(readTo, lastReadNs(slot)) : readTo;
        }
        return readTo;
    }

    private long lastReadNs(int slot) {
        long last = track(slot).lastEndNs;
        for (TraceReader.Raw raw : kept) {
            last = raw.slot() == slot ? Math.max(last, new Fresh(this, raw).atNs()) : last;
        }
        return last;
    }

    /**
     * Hands over what was read.
     *
     * @param readTo until when all workers' records were read
     * @param fresh gets what happened before; the rest waits, so that all workers' can be sorted
     * @return nothing that began until then is still to come, and nothing in flight then can have acted unseen
     */
    long round(long nowNs, long readTo, List<Fresh> fresh) {
        long watermark = nowNs;
        for (Iterator<TraceReader.Raw> each = kept.iterator(); each.hasNext(); ) {
            Fresh next = new Fresh(this, each.next());
            if (next.atNs() < readTo) {
                fresh.add(next);
                each.remove();
            } else {
                watermark = Math.min(watermark, next.raw().startNs());
            }
        }
        if (seenEnd != null && !isBehind()) {
            return watermark;
        }
        for (TraceReader.Doing d : doing) {
            watermark = Math.min(watermark, heldAt(d, nowNs));
        }
        return watermark;
    }

    /** Says that the process has ended, where it had when the round began and all that it recorded was taken. */
    void finishWhereOver() {
        boolean isOver = !ended && seenEnd != null && kept.isEmpty() && !isBehind();
        // Who started it tells so a moment later, unless that was killed.
        if (isOver && (started || System.nanoTime() - source.endNs().getAsLong() > START_NS_MAX)) {
            start(lastEndNs);
            finish(seenEnd);
        }
    }

    private boolean isBehind() {
        for (int slot = 0; reader != null && slot < reader.threads(); slot++) {
            if (reader.isBehind(slot)) {
                return true;
            }
        }
        return false;
    }

    private long heldAt(TraceReader.Doing doing, long nowNs) {
        Track track = track(doing.slot());
        boolean isBehind = reader.isBehind(doing.slot());
        if (isBehind && track.open != null) {
            return Math.min(nowNs, track.open.startNs());
        }
        if (isBehind || doing.stamping()) {
            return Math.min(nowNs, Math.max(track.lastEndNs, collector.runStartNs()));
        }
        TraceReader.Raw call = doing.call();
        if (call == null || call.call() <= track.lastCall || !canMatterToOthers(call)) {
            return nowNs;
        }
        return isAsleep(doing) ? nowNs : Math.min(nowNs, call.startNs());
    }

    /** By an object, or by what it starts or ends; or whether it waits for that is to be known. */
    private static boolean canMatterToOthers(TraceReader.Raw call) {
        Effect effect = call.op().effect();
        return call.inode() != 0
                || effect == Effect.FORK
                || effect == Effect.SIGNAL
                || call.op() == Op.WAITPID && call.arg1() >= 0;
    }

    /** Whether the kernel proves that a thread sleeps in this very call. */
    private boolean isAsleep(TraceReader.Doing doing) {
        if (!SleepProof.isIn(pid(), doing)) {
            return false;
        }
        // It can have returned, with the bytes, and sleep in the next call, which looks just the same in /proc.
        TraceReader.Raw still = reader.doing(doing.slot()).call();
        return still != null && still.call() == doing.call().call();
    }

    private Track track(int slot) {
        while (tracks.size() <= slot) {
            tracks.add(new Track());
        }
        return tracks.get(slot);
    }

    void take(TraceReader.Raw raw) {
        if (!started) {
            // Its parent was killed before it could tell.
            start(raw.startNs());
        }
        Track track = track(raw.slot());
        if (track.open != null && !track.isOpen(raw.call())) {
            // Its end was lost: nobody knows what it did.
            cut(track, raw.startNs());
        }
        long opId = track.isOpen(raw.call()) ? track.openOpId : collector.nextOpId();
        if (raw.phase() == Phase.ENTER) {
            track.open = raw;
            track.openOpId = opId;
        } else {
            track.open = null;
            track.lastCall = raw.call();
            track.lastEndNs = raw.endNs();
            lastEndNs = Math.max(lastEndNs, raw.endNs());
        }
        Event event = event(raw, raw.phase(), opId, raw.endNs());
        collector.emit(event);
        collector.follow(event, raw);
    }

    private void cut(Track track, long endNs) {
        collector.emit(event(track.open, Phase.CUT, track.openOpId, endNs));
        track.open = null;
    }

    private void finish(End end) {
        long endNs = Math.min(source.endNs().getAsLong(), reapedNs);
        for (int slot = 0; reader != null && slot < reader.threads(); slot++) {
            Track track = track(slot);
            TraceReader.Raw call = reader.doing(slot).call();
            if (call != null && call.call() > track.lastCall && track.open == null) {
                // A call that cannot wait has no ENTER of its own: the slot is all that is left of it.
                take(call);
            }
            if (track.open != null) {
                lastEndNs = Math.max(lastEndNs, track.open.startNs());
                cut(track, Math.max(endNs, track.open.startNs()));
            }
        }
        endNs = Math.max(endNs, lastEndNs);
        long start = collector.runStartNs();
        collector.emit(collector.life(Op.EXIT, worker, pid(), lastEndNs - start, endNs - start, end));
        ended = true;
    }

    private Event event(TraceReader.Raw raw, Phase phase, long opId, long endNs) {
        long start = collector.runStartNs();
        Event event = new Event(
                collector.nextSeq(),
                phase,
                raw.op(),
                worker,
                raw.tid(),
                opId,
                Event.NO_OBJECT,
                raw.fd(),
                raw.flags(),
                raw.arg0(),
                raw.arg1(),
                raw.result(),
                raw.errno(),
                raw.startNs() - start,
                endNs - start,
                0,
                raw.line(),
                raw.preview());
        Event named = raw.inode() == 0 ? event : event.on(collector.objectOf(event, raw));
        return raw.op() == Op.OPEN ? named.bare() : named; // that was a name, and no bytes that it moved
    }

    /** Whether every thread sleeps and cannot wake by itself; adds them. */
    boolean asleep(SleepProof proof, Proof.Draft all) {
        int before = all.threads.size();
        if (reader == null) {
            return proof.program(worker, pid(), all) && all.threads.size() > before;
        }
        Set<Integer> seen = new HashSet<>();
        int threads = reader.threads();
        for (int slot = 0; slot < threads; slot++) {
            TraceReader.Doing doing = reader.doing(slot);
            seen.add(doing.tid());
            TraceReader.Raw call = doing.call();
            if (call == null) {
                boolean mayWait = source.hasOwnThreads() && proof.idle(worker, pid(), doing.tid(), all);
                if (doing.stamping() || !mayWait && !SleepProof.isGone(pid(), doing.tid())) {
                    return false; // a thread that plays steps waits in calls only
                }
            } else if (SleepProof.lastsForEver(call) && isAsleep(doing)) {
                int object = collector.objectOf(call.device(), call.inode());
                all.threads.add(new Asleep(worker, pid(), 0, doing.tid(), "", call.op(), object, call.call()));
            } else {
                return false;
            }
        }
        // One without a living thread is about to be over, and to give back all it holds.
        return (!source.hasOwnThreads() || others(proof, seen, all)) && all.threads.size() > before;
    }

    private boolean others(SleepProof proof, Set<Integer> seen, Proof.Draft all) {
        try {
            for (int tid : Proc.threads(pid())) {
                boolean isAsleep = SleepProof.isOfTheJvm(pid(), tid)
                        ? SleepProof.sleeps(pid(), tid)
                        : seen.contains(tid) || proof.idle(worker, pid(), tid, all);
                if (!isAsleep) {
                    return false;
                }
            }
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
