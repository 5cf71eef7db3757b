package dev.signalbox.analyze;

import dev.signalbox.primitive.Call;
import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Op;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who waits for whom, and who can never be helped.
 *
 * <p>Live are those that run, and those whose need is met by live ones: the least such set (Holt's graph reduction,
 * 1972, in the AND-OR model). All others are stuck. That is never said of one who could be helped, as long as nobody
 * but the holders of an object can act on it.
 */
public final class WaitFor {
    private final List<Waiter> waiters;
    private final List<Held> held;
    private final Set<Integer> running;
    private final Map<Integer, Integer> privates;
    private final List<Need> needs = new ArrayList<>();
    private final BitSet live = new BitSet();

    /**
     * @param held who holds which end now
     * @param running processes with a thread that can go on by itself
     */
    public WaitFor(List<Waiter> waiters, List<Held> held, Set<Integer> running) {
        this(waiters, held, running, Map.of());
    }

    /** @param privates objects that a single thread of its process can name, and the id of that thread */
    public WaitFor(List<Waiter> waiters, List<Held> held, Set<Integer> running, Map<Integer, Integer> privates) {
        this.privates = Map.copyOf(privates);
        this.waiters = List.copyOf(waiters);
        this.held = List.copyOf(held);
        this.running = Set.copyOf(running);
        waiters.forEach(w -> needs.add(need(w)));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < needs.size(); i++) {
                if (!live.get(i) && needs.get(i).isMet(live::get)) {
                    live.set(i);
                    changed = true;
                }
            }
        }
    }

    private Need need(Waiter w) {
        Effect effect = w.op() == null ? Effect.PAUSE : w.op().effect();
        if (effect == Effect.JOIN) {
            List<Need> each = w.children().stream().map(this::allOf).toList();
            return w.op() == Op.WAITPID ? new Need.Any(each) : new Need.All(each);
        }
        return new Need.Any(helpers(w).stream().map(p -> anyOf(p, w)).toList());
    }

    /** Some thread of a process other than the one that waits. */
    private Need anyOf(int process, Waiter but) {
        return running.contains(process) ? new Need.All(List.of()) : new Need.Any(threads(process, but));
    }

    /** A process ends when all of its threads do. */
    private Need allOf(int process) {
        return running.contains(process) ? new Need.All(List.of()) : new Need.All(threads(process, null));
    }

    private List<Need> threads(int process, Waiter but) {
        List<Need> threads = new ArrayList<>();
        for (int i = 0; i < waiters.size(); i++) {
            if (waiters.get(i).worker() == process && (but == null || couldHelp(waiters.get(i), but))) {
                threads.add(new Need.One(i));
            }
        }
        return threads;
    }

    /** The processes that could end a wait, also the one that waits where it holds what is needed. */
    public List<Integer> helpers(Waiter w) {
        Effect effect = w.op() == null ? Effect.PAUSE : w.op().effect();
        switch (effect) {
            case READ:
                return holders(w.object(), Call.READ_ONLY);
            case WRITE:
            case CLOSE:
                return holders(w.object(), Call.WRITE_ONLY);
            case AWAIT:
                return holders(w.object(), w.access() == Call.WRITE_ONLY ? Call.WRITE_ONLY : Call.READ_ONLY);
            case OPEN:
                return others(w);
            case JOIN:
                return w.children();
            default:
                return List.of(w.worker());
        }
    }

    /**
     * The other threads of its process that could end a wait, were they not in a call themselves: descriptors are
     * shared by all threads.
     */
    public List<Waiter> siblings(Waiter w) {
        boolean isOpen = w.op() != null && w.op().effect() == Effect.OPEN;
        if (w.op() == null || !isOpen && !helpers(w).contains(w.worker())) {
            return List.of();
        }
        return waiters.stream()
                .filter(other -> other.op() != null && other.worker() == w.worker() && couldHelp(other, w))
                .toList();
    }

    /** Of another process, or a thread that can name the object. */
    private boolean couldHelp(Waiter other, Waiter w) {
        boolean isSibling = other.worker() == w.worker();
        return other != w && (!isSibling || privates.getOrDefault(w.object(), other.tid()) == other.tid());
    }

    /** Who holds a descriptor that can do more than this. */
    private List<Integer> holders(int object, int notOnly) {
        return held.stream()
                .filter(h -> h.object() == object && h.access() != notOnly)
                .map(Held::worker)
                .distinct()
                .toList();
    }

    /** Anybody may open what has a name. */
    private List<Integer> others(Waiter w) {
        Set<Integer> others = new LinkedHashSet<>(running);
        waiters.stream()
                .filter(other -> couldHelp(other, w))
                .map(Waiter::worker)
                .forEach(others::add);
        return List.copyOf(others);
    }

    /** Those that nobody can help any more. */
    public List<Waiter> stuck() {
        List<Waiter> stuck = new ArrayList<>();
        for (int i = 0; i < waiters.size(); i++) {
            if (!live.get(i)) {
                stuck.add(waiters.get(i));
            }
        }
        return stuck;
    }

    /** Whether nobody but the thread that waits could end a wait, or nobody at all. */
    public boolean isOrphaned(Waiter w) {
        return w.op() != null
                && helpers(w).stream().allMatch(p -> p == w.worker())
                && siblings(w).isEmpty();
    }

    /** Threads each of which waits for the next, the last for the first; empty where there are no such. */
    public List<Waiter> cycle() {
        List<Waiter> path = new ArrayList<>();
        Set<Waiter> done = new HashSet<>();
        for (Waiter w : stuck()) {
            List<Waiter> cycle = cycle(w, path, done);
            if (!cycle.isEmpty()) {
                return cycle;
            }
        }
        return List.of();
    }

    private List<Waiter> cycle(Waiter w, List<Waiter> path, Set<Waiter> done) {
        int at = path.indexOf(w);
        if (at >= 0) {
            return List.copyOf(path.subList(at, path.size()));
        }
        if (w.op() == null || !done.add(w)) {
            return List.of();
        }
        path.add(w);
        List<Waiter> next = new ArrayList<>();
        for (int helper : helpers(w)) {
            stuck().stream()
                    .filter(other -> helper != w.worker() && other.worker() == helper)
                    .forEach(next::add);
        }
        next.addAll(siblings(w));
        for (Waiter other : next) {
            List<Waiter> cycle = cycle(other, path, done);
            if (!cycle.isEmpty()) {
                return cycle;
            }
        }
        path.remove(path.size() - 1);
        return List.of();
    }
}
