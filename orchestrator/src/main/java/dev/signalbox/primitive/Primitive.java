package dev.signalbox.primitive;

import java.util.List;

/** The families of objects, and what the page shows of them. */
public enum Primitive {
    PIPE(
            "pipe",
            List.of(
                    new Cell("level", "bytes in the pipe"),
                    new Cell("readers", "open read ends"),
                    new Cell("writers", "open write ends")));

    private final String kind;
    private final List<Cell> cells;

    Primitive(String kind, List<Cell> cells) {
        this.kind = kind;
        this.cells = cells;
    }

    /** The word for it in a scenario file. */
    public String kind() {
        return kind;
    }

    public List<Cell> cells() {
        return cells;
    }
}
