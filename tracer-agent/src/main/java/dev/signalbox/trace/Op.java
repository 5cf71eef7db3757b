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
    /** The end that stood under a number which {@code dup2} gave to another. */
    REPLACE(12, "dup2", Effect.CLOSE, false),
    LSEEK(13, "lseek", Effect.QUERY, false),
    FIONREAD(14, "fionread", Effect.QUERY, false),
    PIPE(15, "pipe", Effect.CREATE, false),
    PIPE2(16, "pipe2", Effect.CREATE, false),
    OPEN(17, "open", Effect.OPEN, true),
    DUP(18, "dup", Effect.OPEN, false),
    DUP2(19, "dup2", Effect.OPEN, false),
    FCNTL(20, "fcntl", Effect.CONTROL, false),
    MKFIFO(21, "mkfifo", Effect.CREATE, false),
    UNLINK(22, "unlink", Effect.REMOVE, false),
    POLL(23, "poll", Effect.AWAIT, true),
    WAITPID(24, "waitpid", Effect.JOIN, true),
    KILL(25, "kill", Effect.SIGNAL, false),
    SPAWN(26, "posix_spawn", Effect.FORK, false),
    /** What a child will hold, said by its parent just before the spawn. */
    INHERIT(27, "inherit", Effect.OPEN, false),
    POPEN(28, "popen", Effect.FORK, false),
    PCLOSE(29, "pclose", Effect.JOIN, true),
    FDOPEN(30, "fdopen", Effect.CONTROL, false),
    FCLOSE(31, "fclose", Effect.CLOSE, true),
    FPUTS(32, "fputs", Effect.WRITE, true),
    FFLUSH(33, "fflush", Effect.WRITE, true),
    FGETS(34, "fgets", Effect.READ, true),
    SETVBUF(35, "setvbuf", Effect.CONTROL, false),
    /** The first event of a thread that the scenario declares. */
    THREAD(36, "thread", Effect.START, false);

    private static final Op[] BY_ID = new Op[256];

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

    /** The number that stands for this op in a trace, 1 to 255. */
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
