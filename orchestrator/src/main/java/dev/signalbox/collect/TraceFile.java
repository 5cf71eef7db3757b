package dev.signalbox.collect;

import dev.signalbox.trace.Event;
import dev.signalbox.trace.TraceException;
import dev.signalbox.trace.TraceFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A trace on disk: header, then the events in the order of their steps. */
public final class TraceFile implements AutoCloseable {
    private final FileChannel channel;

    private TraceFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes a new file with a header. */
    public static TraceFile create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        TraceFile trace = new TraceFile(channel);
        trace.append(ByteBuffer.wrap(TraceFormat.header()));
        return trace;
    }

    /** Appends whole rows. */
    public void append(ByteBuffer rows) throws IOException {
        while (rows.hasRemaining()) {
            channel.write(rows);
        }
    }

    /**
     * Reads all of a trace; a last row that was cut short by a kill is left out.
     *
     * @throws TraceException when the file is no trace of this version
     */
    public static List<Event> read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > Integer.MAX_VALUE - 8) {
            throw new TraceException("trace: " + file + " has " + size + " bytes (expected: less than 2 GiB)");
        }
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        in.position(Math.min(in.limit(), TraceFormat.headerBytes(in)));
        List<Event> events = new ArrayList<>();
        while (in.remaining() >= TraceFormat.ROW_BYTES) {
            events.add(TraceFormat.decode(in));
        }
        return events;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
