package dev.signalbox.scenario;

import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The variables of one thread, by name.
 *
 * <p>Guarantees: one thread may set while another reads, as at the end of a worker whose threads still run.
 */
public final class Variables implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The error number of the last call that failed. */
    public static final String ERRNO = "errno";

    private final Map<String, Object> values = new ConcurrentHashMap<>(Map.of(ERRNO, 0L));

    /** Null where it was never set. */
    public Object get(String name) {
        return values.get(name);
    }

    public void set(String name, Object value) {
        values.put(name, value);
    }

    /** Says which number an end has; the other end of the object keeps its own. */
    public void hold(End end, int fd) {
        values.merge(end.object(), new Pair(-1, -1).with(end.index(), fd), (old, alone) -> ((Pair) old)
                .with(end.index(), fd));
    }

    /** What a child begins with. */
    public Variables copy() {
        Variables copy = new Variables();
        copy.values.putAll(values);
        return copy;
    }

    /** All that are set, by name. */
    public SortedMap<String, Object> all() {
        return new TreeMap<>(values);
    }
}
