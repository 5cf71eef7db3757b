package dev.signalbox.collect;

import dev.signalbox.kernel.End;
import dev.signalbox.kernel.Inode;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Drains every worker's recording and says up to when nothing more can come.
 *
 * <p>Assumptions: one thread calls it. Guarantees: {@code seq} has no gap and never changes; a worker's end comes after
 * all of its events.
 */
public final class Collector {
    private final List<Drain> drains = new ArrayList<>();
    private final Map<Inode, Integer> objects = new HashMap<>();
    private final Sink sink;
    private final long runStartNs;
    private long seq;
    private long opIds;

    /**
     * @param objects what the events are about; an index of this list is the object of an event
     * @param runStartNs System.nanoTime of the run's beginning: every stamp is counted from there
     */
    public Collector(List<Source> workers, List<Inode> objects, long runStartNs, Sink sink) {
        for (int i = 0; i < objects.size(); i++) {
            this.objects.put(objects.get(i), i);
        }
        this.runStartNs = runStartNs;
        this.sink = sink;
        for (int i = 0; i < workers.size(); i++) {
            drains.add(new Drain(this, i, workers.get(i)));
        }
    }

    /** The workers may go from now on. */
    public void begin() {
        long now = System.nanoTime() - runStartNs;
        for (int i = 0; i < drains.size(); i++) {
            emit(life(Op.START, i, drains.get(i).pid(), now, now, null));
        }
    }

    /**
     * Takes what there is; where there is much, some of it: who calls can keep up with the workers' time.
     *
     * @return how many events came; 0 only when all that had been recorded is taken
     */
    public long round() {
        return round(Drain.CHUNKS_PER_ROUND);
    }

    /** Takes all that has been recorded until now. */
    public void catchUp() {
        round(Integer.MAX_VALUE);
    }

    private long round(int chunksMax) {
        long before = seq;
        long now = System.nanoTime();
        long watermark = now;
        for (Drain drain : drains) {
            watermark = Math.min(watermark, drain.round(now, chunksMax));
        }
        sink.advance(watermark - runStartNs);
        return seq - before;
    }

    /** Whether every worker has ended and all of its events were taken. */
    public boolean ended() {
        return drains.stream().allMatch(Drain::ended);
    }

    /**
     * What every thread that lives waits for, as the kernel proves it.
     *
     * @return one entry a thread; empty as soon as one of them may still do something by itself
     */
    public List<String> asleep() {
        List<String> all = new ArrayList<>();
        for (Drain drain : drains) {
            if (!drain.ended() && !drain.asleep(all)) {
                return List.of();
            }
        }
        return all;
    }

    /** Events so far. */
    public long events() {
        return seq;
    }

    /** Records that found no room in a recording. */
    public long lost() {
        return drains.stream().mapToLong(Drain::lost).sum();
    }

    long nextOpId() {
        return opIds++;
    }

    long runStartNs() {
        return runStartNs;
    }

    int objectOf(long device, long inode) {
        return inode == 0 ? Event.NO_OBJECT : objects.getOrDefault(new Inode(device, inode), Event.NO_OBJECT);
    }

    long nextSeq() {
        return seq++;
    }

    void emit(Event event) {
        sink.take(event);
    }

    /** The beginning (end is null) or the end of a worker's process. */
    Event life(Op op, int worker, int pid, long startNs, long endNs, End end) {
        long how = end != null && end.killed() ? 1 : 0;
        long status = end == null ? 0 : end.status();
        byte[] none = new byte[0];
        return new Event(
                nextSeq(),
                Phase.WHOLE,
                op,
                worker,
                pid,
                nextOpId(),
                Event.NO_OBJECT,
                -1,
                0,
                how,
                0,
                status,
                0,
                startNs,
                endNs,
                0,
                0,
                none);
    }
}
