package dev.signalbox.primitive;

import java.util.List;

/** The families of objects, and what the page shows of them. */
public enum Primitive {
    PIPE(
            "pipe",
            List.of(
                    new Cell("level", "bytes in the pipe"),
                    new Cell("readers", "open read ends"),
                    new Cell("writers", "open write ends"))),
    FIFO("fifo", PIPE.cells);

    private final String kind;
    private final List<Cell> cells;

    Primitive(String kind, List<Cell> cells) {
        this.kind = kind;
        this.cells = cells;
    }

    /** An object of this family before anything has happened to it, with so many descriptors of each end. */
    public State create(int capacityBytes, int readers, int writers) {
        return this == PIPE
                ? Pipe.create(capacityBytes, readers, writers)
                : Pipe.createFifo(capacityBytes, readers, writers);
    }

    /** The family of a word in a scenario file or a run. */
    public static Primitive of(String kind) {
        for (Primitive primitive : values()) {
            if (primitive.kind.equals(kind)) {
                return primitive;
            }
        }
        throw new IllegalArgumentException("kind: " + kind + " (expected: one that has a model)");
    }

    static long cellOfPipe(int index, long level, long readers, long writers) {
        switch (index) {
            case 0:
                return level;
            case 1:
                return readers;
            case 2:
                return writers;
            default:
                throw new IllegalArgumentException("cell of a pipe: " + index + " (expected: 0 to 2)");
        }
    }

    /** The word for it in a scenario file. */
    public String kind() {
        return kind;
    }

    public List<Cell> cells() {
        return cells;
    }
}
