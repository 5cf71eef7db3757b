package dev.signalbox.server;

import dev.signalbox.analyze.Story;
import dev.signalbox.analyze.Story.Kind;
import dev.signalbox.run.Shown;
import dev.signalbox.trace.TraceFormat;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.ByteBuffer;

/**
 * Sends one run to one page: what there is, then what comes, no faster than the page reads.
 *
 * <p>Assumptions: every method is called on the event loop. Guarantees: at most {@link #QUEUE_BYTES_MAX} and one batch
 * wait for a slow page; what waits longer stays in the story, which is on disk or shared.
 */
final class Feed {
    static final int QUEUE_BYTES_MAX = 2 << 20;
    static final int BATCH_BYTES_MAX = 256 << 10;

    private static final long POLL_MS = 30;
    private static final int KIND_HEADER = 0;
    private static final Kind[] KINDS = Kind.values();

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final Shown shown;
    private final Story story;
    private final int[] sent;
    private final int[] goal;
    private int infoSent = -1;
    private boolean headerSent;
    private boolean endKnown;
    private long timer = -1;

    /** @param has how many rows of each kind the page already holds */
    Feed(Vertx vertx, ServerWebSocket socket, Shown shown, int[] has) {
        this.vertx = vertx;
        this.socket = socket;
        this.shown = shown;
        this.story = shown.story();
        this.sent = has;
        this.goal = has.clone();
    }

    void start() {
        socket.setWriteQueueMaxSize(QUEUE_BYTES_MAX);
        socket.drainHandler(drained -> pump());
        socket.closeHandler(closed -> stop());
        socket.exceptionHandler(broken -> stop());
        // A page has no orders to give yet; what it says is dropped.
        socket.handler(ignored -> {});
        timer = vertx.setPeriodic(POLL_MS, tick -> pump());
        pump();
    }

    private void stop() {
        vertx.cancelTimer(timer);
        timer = -1;
    }

    private void pump() {
        while (timer >= 0 && !socket.writeQueueFull()) {
            if (!sendInfo() && !sendHeader() && !sendRows() && !sendNewGoal()) {
                return;
            }
        }
    }

    private boolean sendInfo() {
        int version = shown.infoVersion();
        if (version == infoSent) {
            return false;
        }
        infoSent = version;
        String json = shown.infoJson().strip();
        socket.writeTextMessage("{\"type\":\"run\"," + json.substring(1));
        return true;
    }

    private boolean sendHeader() {
        if (headerSent) {
            return false;
        }
        headerSent = true;
        byte[] header = TraceFormat.header();
        socket.writeBinaryMessage(
                message(KIND_HEADER, header.length, header.length).appendBytes(header));
        return true;
    }

    /**
     * One batch of one kind: cells, edges and holds as soon as the events they speak of are sent, so that a page that is
     * still loading shows all of them up to where it is.
     */
    private boolean sendRows() {
        for (Kind kind : new Kind[] {Kind.EDGES, Kind.HOLDS, Kind.CELLS, Kind.EVENTS}) {
            int k = kind.ordinal();
            int to = Math.min(goal[k], sent[k] + BATCH_BYTES_MAX / kind.rowBytes());
            if (sent[k] < to && lastStep(kind, to) <= sent[Kind.EVENTS.ordinal()]) {
                ByteBuffer rows = story.rows(kind, sent[k], to);
                byte[] bytes = new byte[rows.remaining()];
                rows.get(bytes);
                socket.writeBinaryMessage(
                        message(k + 1, to - sent[k], bytes.length).appendBytes(bytes));
                sent[k] = to;
                return true;
            }
        }
        return false;
    }

    /** The step that the row before an index speaks of; events speak of themselves. */
    private int lastStep(Kind kind, int to) {
        return switch (kind) {
            case EVENTS -> 0;
            case CELLS, HOLDS -> story.rows(kind, to - 1, to).getInt(0);
            case EDGES -> story.rows(kind, to - 1, to).getInt(4);
        };
    }

    /** The counts are read from the last kind to the first: an edge that was counted has its events counted too. */
    private boolean sendNewGoal() {
        boolean ended = shown.over();
        int info = shown.infoVersion();
        boolean more = false;
        for (int k = KINDS.length - 1; k >= 0; k--) {
            goal[k] = story.count(KINDS[k]);
            more |= goal[k] > sent[k];
        }
        if (more || info != infoSent) {
            return true;
        }
        if (ended && !endKnown) {
            endKnown = true;
            socket.writeTextMessage("{\"type\":\"end\"}");
            stop();
        }
        return false;
    }

    private static Buffer message(int kind, int count, int bytes) {
        return Buffer.buffer(bytes + 8).appendIntLE(kind).appendIntLE(count);
    }
}
