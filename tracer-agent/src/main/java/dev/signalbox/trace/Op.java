package dev.signalbox.trace;

/**
 * Every call that is recorded, with its effect.
 *
 * <p>The trace header carries this table, so a reader needs no copy of it and old traces stay readable. The id is
 * written to disk: it never changes and is never given to another op.
 */
public enum Op {
    START(1, "start", Effect.START, false),
    EXIT(2, "exit", Effect.END, false),
    NOTE(3, "note", Effect.MARK, false),
    NANOSLEEP(4, "nanosleep", Effect.PAUSE, true),
    READ(5, "read", Effect.READ, true),
    WRITE(6, "write", Effect.WRITE, true),
    READV(7, "readv", Effect.READ, true),
    WRITEV(8, "writev", Effect.WRITE, true),
    PREAD(9, "pread", Effect.READ, false),
    PWRITE(10, "pwrite", Effect.WRITE, false),
    CLOSE(11, "close", Effect.CLOSE, false),
    DUP2(12, "dup2", Effect.CLOSE, false),
    LSEEK(13, "lseek", Effect.QUERY, false),
    FIONREAD(14, "fionread", Effect.QUERY, false);

    private static final Op[] BY_ID = new Op[64];

    static {
        for (Op op : values()) {
            BY_ID[op.id] = op;
        }
    }

    private final int id;
    private final String call;
    private final Effect effect;
    private final boolean blocks;

    Op(int id, String call, Effect effect, boolean blocks) {
        this.id = id;
        this.call = call;
        this.effect = effect;
        this.blocks = blocks;
    }

    /** The number that stands for this op in a trace, 1 to 63. */
    public int id() {
        return id;
    }

    /** The name as the manual has it. */
    public String call() {
        return call;
    }

    public Effect effect() {
        return effect;
    }

    /** Whether the call can wait, so that its start and its end are two events. */
    public boolean blocks() {
        return blocks;
    }

    /** The op of an id, or null where this version knows none. */
    public static Op byId(int id) {
        return id >= 0 && id < BY_ID.length ? BY_ID[id] : null;
    }
}
