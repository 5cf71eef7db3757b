package dev.signalbox.witness;

import dev.signalbox.analyze.Story;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The rows of a story, decoded. */
final class Tables {
    private Tables() {}

    /** From this step on, this cell of this object has this value. */
    record Cell(int step, int object, int index, long value) {}

    /** The bytes [offset, offset + bytes) of the object's stream went in at one step and came out at another. */
    record Edge(int fromStep, int toStep, int object, long offset, long bytes) {}

    static List<Cell> cells(Story story) {
        ByteBuffer in = rows(story, Story.Kind.CELLS);
        List<Cell> cells = new ArrayList<>();
        while (in.hasRemaining()) {
            cells.add(new Cell(in.getInt(), in.getShort() & 0xffff, in.getShort() & 0xffff, in.getLong()));
            in.getLong();
        }
        return cells;
    }

    static List<Edge> edges(Story story) {
        ByteBuffer in = rows(story, Story.Kind.EDGES);
        List<Edge> edges = new ArrayList<>();
        while (in.hasRemaining()) {
            int from = in.getInt();
            int to = in.getInt();
            int object = in.getShort() & 0xffff;
            in.position(in.position() + 6);
            edges.add(new Edge(from, to, object, in.getLong(), in.getLong()));
        }
        return edges;
    }

    private static ByteBuffer rows(Story story, Story.Kind kind) {
        return story.rows(kind, 0, story.count(kind)).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
