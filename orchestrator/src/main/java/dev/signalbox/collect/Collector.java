package dev.signalbox.collect;

import dev.signalbox.kernel.End;
import dev.signalbox.kernel.Inode;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import dev.signalbox.trace.TraceReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Drains every worker's recording and says up to when nothing more can come.
 *
 * <p>Assumptions: one thread calls it. Guarantees: {@code seq} has no gap and never changes; a worker's end comes after
 * all of its events.
 */
public final class Collector {
    private final List<Drain> drains = new ArrayList<>();
    private final Map<Inode, Integer> objects = new HashMap<>();
    /** From when on the name of one is gone: who opens this identity later, opens another. */
    private final Map<Inode, Long> unlinked = new HashMap<>();

    private final Finder finder;
    private final Sink sink;
    private final SleepProof proof = new SleepProof(i -> objectOf(i.device(), i.number()));
    private final long runStartNs;
    private long seq;
    private long opIds;

    /**
     * @param objects what the events are about; an index of this list is the object of an event
     * @param finder is asked for what is not among them
     * @param runStartNs System.nanoTime of the run's beginning: every stamp is counted from there
     */
    public Collector(List<Source> workers, List<Inode> objects, Finder finder, long runStartNs, Sink sink) {
        for (int i = 0; i < objects.size(); i++) {
            this.objects.put(objects.get(i), i);
        }
        this.finder = finder;
        this.runStartNs = runStartNs;
        this.sink = sink;
        for (int i = 0; i < workers.size(); i++) {
            drains.add(new Drain(this, i, workers.get(i)));
        }
    }

    /** The workers may go from now on. */
    public void begin() {
        long now = System.nanoTime();
        for (Drain drain : drains) {
            if (!drain.isSpawned()) {
                drain.start(now);
            }
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
        long drainedTo = now;
        List<Drain.Fresh> fresh = new ArrayList<>();
        for (Drain drain : drains) {
            drainedTo = Math.min(drainedTo, drain.read(now, chunksMax));
        }
        for (Drain drain : drains) {
            watermark = Math.min(watermark, drain.round(now, drainedTo, fresh));
        }
        // All workers' together: what made an object comes before what is done to it.
        fresh.sort(Comparator.comparingLong(Drain.Fresh::atNs));
        fresh.forEach(Drain.Fresh::take);
        drains.forEach(Drain::finishWhereOver);
        sink.advance(watermark - runStartNs);
        return seq - before;
    }

    /** Whether every worker that was started has ended and all of its events were taken. */
    public boolean ended() {
        return drains.stream().allMatch(d -> d.ended() || !d.started() && d.pid() == 0);
    }

    /**
     * Every thread that lives, and what it waits for, as the kernel proves it.
     *
     * @return nothing as soon as one of them may still do something by itself
     */
    public Proof asleep() {
        Proof.Draft all = new Proof.Draft();
        Set<Long> workers = new HashSet<>();
        for (Drain drain : drains) {
            workers.add((long) drain.pid());
            boolean lives = drain.started() && !drain.ended();
            if (lives && !drain.asleep(proof, all)) {
                return Proof.NONE;
            }
        }
        for (Drain drain : drains) {
            if (drain.started() && !drain.ended() && !programsOf(drain, workers, all)) {
                return Proof.NONE;
            }
        }
        return all.proof();
    }

    /** The programs that a worker has started beside other workers. */
    private boolean programsOf(Drain drain, Set<Long> workers, Proof.Draft all) {
        List<ProcessHandle> started = ProcessHandle.of(drain.pid())
                .map(process -> process.descendants().toList())
                .orElse(List.of());
        for (ProcessHandle process : started) {
            if (workers.add(process.pid()) && !proof.program(-1, (int) process.pid(), all)) {
                return false;
            }
        }
        return true;
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

    /** The object of an event; one that nobody has named yet, or that is made with it, is new. */
    int objectOf(Event event, TraceReader.Raw raw) {
        Inode identity = new Inode(raw.device(), raw.inode());
        boolean isMade = event.op() == Op.PIPE || event.op() == Op.PIPE2 || event.op() == Op.POPEN;
        if (isMade || !objects.containsKey(identity) || isReborn(identity, event, raw)) {
            objects.put(identity, finder.appeared(identity, event));
            unlinked.remove(identity);
        }
        if (event.op() == Op.UNLINK && event.result() == 0 && event.ends()) {
            unlinked.put(identity, raw.endNs());
        }
        return objects.get(identity);
    }

    /** Whether a FIFO has the number of one that was deleted; who still has that open does so by a descriptor. */
    private boolean isReborn(Inode identity, Event event, TraceReader.Raw raw) {
        boolean isByName = event.op() == Op.OPEN || event.op() == Op.MKFIFO || event.op() == Op.UNLINK;
        boolean isBeginning = event.phase() != Phase.EXIT && event.phase() != Phase.CUT;
        return isByName && isBeginning && raw.startNs() > unlinked.getOrDefault(identity, Long.MAX_VALUE);
    }

    /** What an event says of other workers. */
    void follow(Event event, TraceReader.Raw raw) {
        if (event.op() == Op.SPAWN && event.result() > 0 && event.arg0() >= 0 && event.arg0() < drains.size()) {
            drains.get((int) event.arg0()).spawned((int) event.result(), raw.startNs());
        }
        if (event.op() == Op.WAITPID && event.phase() == Phase.EXIT && event.result() > 0) {
            drains.stream().filter(d -> d.pid() == event.result()).forEach(d -> d.reaped(raw.endNs()));
        }
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
