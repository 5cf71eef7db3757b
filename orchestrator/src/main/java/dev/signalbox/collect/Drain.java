package dev.signalbox.collect;

import dev.signalbox.kernel.Arch;
import dev.signalbox.kernel.End;
import dev.signalbox.kernel.Proc;
import dev.signalbox.kernel.Sleep;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import dev.signalbox.trace.TraceReader;
import java.util.ArrayList;
import java.util.List;

/** Drains one worker. */
final class Drain {
    private static final Arch ARCH = Arch.current();
    /** How many chunks of one thread a round takes: the analysis is to advance while the workers run. */
    static final int CHUNKS_PER_ROUND = 8;

    private final Collector collector;
    private final int worker;
    private final Source source;
    private final TraceReader reader;
    private final List<Track> tracks = new ArrayList<>();
    private long lastEndNs;
    private boolean ended;

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
        this.reader = new TraceReader(source.recording());
        this.lastEndNs = collector.runStartNs();
    }

    int pid() {
        return source.pid();
    }

    boolean ended() {
        return ended;
    }

    long lost() {
        return reader.lost();
    }

    /**
     * Takes what this worker has recorded, or some of it.
     *
     * @param nowNs System.nanoTime, read before any slot is
     * @param chunksMax how much of one thread
     * @return nothing that began until then is still to come, and nothing in flight then can have acted unseen
     */
    long round(long nowNs, int chunksMax) {
        if (ended) {
            return nowNs;
        }
        End end = source.end().get();
        // The slots first: what is idle here began nothing before nowNs that the drain behind it could miss.
        List<TraceReader.Doing> doing = new ArrayList<>();
        for (int slot = 0; slot < reader.threads(); slot++) {
            doing.add(reader.doing(slot));
        }
        reader.drain(chunksMax, this::take);
        if (end != null && !isBehind()) {
            finish(end);
            return nowNs;
        }
        long watermark = nowNs;
        for (TraceReader.Doing d : doing) {
            watermark = Math.min(watermark, heldAt(d, nowNs));
        }
        return watermark;
    }

    private boolean isBehind() {
        for (int slot = 0; slot < reader.threads(); slot++) {
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
        if (call == null || call.call() <= track.lastCall || call.inode() == 0) {
            return nowNs;
        }
        return isAsleep(doing) ? nowNs : Math.min(nowNs, call.startNs());
    }

    /** Whether the kernel proves that a thread sleeps in this very call. */
    private boolean isAsleep(TraceReader.Doing doing) {
        TraceReader.Raw call = doing.call();
        if (Proc.sleep(source.pid(), doing.tid(), ARCH.callNumber(call.op()), call.fd()) != Sleep.ASLEEP) {
            return false;
        }
        // It can have returned, with the bytes, and sleep in the next call, which looks just the same in /proc.
        TraceReader.Raw still = reader.doing(doing.slot()).call();
        return still != null && still.call() == call.call();
    }

    private Track track(int slot) {
        while (tracks.size() <= slot) {
            tracks.add(new Track());
        }
        return tracks.get(slot);
    }

    private void take(TraceReader.Raw raw) {
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
        collector.emit(event(raw, raw.phase(), opId, raw.endNs()));
    }

    private void cut(Track track, long endNs) {
        collector.emit(event(track.open, Phase.CUT, track.openOpId, endNs));
        track.open = null;
    }

    private void finish(End end) {
        long endNs = source.endNs().getAsLong();
        for (int slot = 0; slot < reader.threads(); slot++) {
            Track track = track(slot);
            TraceReader.Raw call = reader.doing(slot).call();
            if (call != null && call.call() > track.lastCall && track.open == null) {
                // A call that cannot wait has no ENTER of its own: the slot is all that is left of it.
                take(call);
            }
            if (track.open != null) {
                lastEndNs = Math.max(lastEndNs, track.open.startNs());
                cut(track, endNs);
            }
        }
        long start = collector.runStartNs();
        collector.emit(collector.life(Op.EXIT, worker, source.pid(), lastEndNs - start, endNs - start, end));
        ended = true;
    }

    private Event event(TraceReader.Raw raw, Phase phase, long opId, long endNs) {
        long start = collector.runStartNs();
        return new Event(
                collector.nextSeq(),
                phase,
                raw.op(),
                worker,
                raw.tid(),
                opId,
                collector.objectOf(raw.device(), raw.inode()),
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
    }

    /** Whether every thread sleeps in a call on an object; adds what each waits in. */
    boolean asleep(List<String> all) {
        int threads = reader.threads();
        for (int slot = 0; slot < threads; slot++) {
            TraceReader.Doing doing = reader.doing(slot);
            TraceReader.Raw call = doing.call();
            if (call == null || call.inode() == 0 || !isAsleep(doing)) {
                return false;
            }
            all.add(worker + "/" + slot + "/" + call.call());
        }
        return threads > 0;
    }
}
