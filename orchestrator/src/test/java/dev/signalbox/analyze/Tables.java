package dev.signalbox.analyze;

import dev.signalbox.analyze.Story.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The rows of a story, decoded. */
final class Tables {
    record CellRow(int step, int object, int cell, long value) {}

    record EdgeRow(int fromStep, int toStep, int object, int kind, long offset, long bytes) {}

    private Tables() {}

    static List<CellRow> cells(Story story) {
        ByteBuffer in = all(story, Kind.CELLS);
        List<CellRow> rows = new ArrayList<>();
        while (in.hasRemaining()) {
            rows.add(new CellRow(in.getInt(), in.getShort(), in.getShort(), in.getLong()));
            in.getLong();
        }
        return rows;
    }

    static List<EdgeRow> edges(Story story) {
        ByteBuffer in = all(story, Kind.EDGES);
        List<EdgeRow> rows = new ArrayList<>();
        while (in.hasRemaining()) {
            int from = in.getInt();
            int to = in.getInt();
            int object = in.getShort();
            int kind = in.getShort();
            in.getInt();
            rows.add(new EdgeRow(from, to, object, kind, in.getLong(), in.getLong()));
        }
        return rows;
    }

    static ByteBuffer all(Story story, Kind kind) {
        return story.rows(kind, 0, story.count(kind));
    }
}
