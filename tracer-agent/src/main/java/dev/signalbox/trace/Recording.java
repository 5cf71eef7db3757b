package dev.signalbox.trace;

import static dev.signalbox.trace.RecordingLayout.CHUNKS;
import static dev.signalbox.trace.RecordingLayout.CHUNKS_MAX;
import static dev.signalbox.trace.RecordingLayout.CHUNKS_READY;
import static dev.signalbox.trace.RecordingLayout.CHUNK_BYTES;
import static dev.signalbox.trace.RecordingLayout.FILE_BYTES;
import static dev.signalbox.trace.RecordingLayout.INT;
import static dev.signalbox.trace.RecordingLayout.LONG;
import static dev.signalbox.trace.RecordingLayout.MAGIC;
import static dev.signalbox.trace.RecordingLayout.OBJECTS;
import static dev.signalbox.trace.RecordingLayout.OBJECTS_MAX;
import static dev.signalbox.trace.RecordingLayout.OBJECT_COUNT;
import static dev.signalbox.trace.RecordingLayout.PIPES_BELOW;
import static dev.signalbox.trace.RecordingLayout.SLOTS_CLAIMED;
import static dev.signalbox.trace.RecordingLayout.VERSION;
import static dev.signalbox.trace.RecordingLayout.chunkAt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * One worker's recording: a file of /dev/shm that both sides map.
 *
 * <p>The side that collects makes it and keeps room ahead of the writers, so that a full tmpfs never surfaces as an
 * error inside the watched program; what finds no room is counted as lost.
 */
public final class Recording implements AutoCloseable {
    /** Descriptors from here on are the orchestrator's own; a scenario's are below. */
    public static final int DESCRIPTORS_WATCHED = 500;

    /** How many free chunks are kept ahead of the writers at least: 16 MiB, some 130 000 records. */
    private static final int CHUNKS_AHEAD = 256;

    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(CHUNK_BYTES);

    final MappedByteBuffer map;
    private final FileChannel channel;

    private Recording(FileChannel channel, MappedByteBuffer map) {
        this.channel = channel;
        this.map = map;
    }

    /** An object whose events are wanted, as the kernel names it. */
    public record Identity(long device, long inode) {}

    /**
     * Makes a recording and room for its first chunks.
     *
     * @param file does not exist yet
     * @param objects what to record, at most 508
     * @throws IOException when there is no room, among others
     */
    public static Recording create(Path file, List<Identity> objects) throws IOException {
        return create(file, objects, 0);
    }

    /**
     * Makes a recording of every pipe and FIFO under a number below {@link #DESCRIPTORS_WATCHED}.
     *
     * @param file does not exist yet
     * @throws IOException when there is no room, among others
     */
    public static Recording createForPipes(Path file) throws IOException {
        return create(file, List.of(), DESCRIPTORS_WATCHED);
    }

    private static Recording create(Path file, List<Identity> objects, int pipesBelow) throws IOException {
        if (objects.size() > OBJECTS_MAX) {
            throw new IOException("recording: " + objects.size() + " objects (expected: at most " + OBJECTS_MAX + ")");
        }
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            fillWithZeros(channel, 0, CHUNKS);
            MappedByteBuffer map = map(channel);
            LONG.set(map, 0, MAGIC);
            INT.set(map, 8, VERSION);
            INT.set(map, OBJECT_COUNT, objects.size());
            INT.set(map, PIPES_BELOW, pipesBelow);
            for (int i = 0; i < objects.size(); i++) {
                LONG.set(map, OBJECTS + 16 * i, objects.get(i).device());
                LONG.set(map, OBJECTS + 16 * i + 8, objects.get(i).inode());
            }
            Recording recording = new Recording(channel, map);
            recording.makeRoom(0);
            return recording;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /**
     * Opens the recording that somebody else made.
     *
     * @throws IOException when it is not there or of another version
     */
    public static Recording open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer map = map(channel);
            if ((long) LONG.get(map, 0) != MAGIC || (int) INT.get(map, 8) != VERSION) {
                throw new TraceException("recording: " + file + " is of another version (expected: " + VERSION + ")");
            }
            return new Recording(channel, map);
        }
    }

    private static MappedByteBuffer map(FileChannel channel) throws IOException {
        MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_BYTES);
        map.order(ByteOrder.LITTLE_ENDIAN);
        return map;
    }

    /** Whether the events of this object are wanted. */
    public boolean wants(long device, long inode) {
        int count = (int) INT.get(map, OBJECT_COUNT);
        for (int i = 0; i < count; i++) {
            if ((long) LONG.get(map, OBJECTS + 16 * i + 8) == inode
                    && (long) LONG.get(map, OBJECTS + 16 * i) == device) {
                return true;
            }
        }
        return false;
    }

    /** Every pipe and FIFO under a number below this is wanted; 0 where only listed objects are. */
    public int pipesBelow() {
        return (int) INT.get(map, PIPES_BELOW);
    }

    /**
     * Keeps room ahead of the writers.
     *
     * @param inUse chunks that are claimed now
     * @return whether there is room ahead; if not, records may be lost, and are counted then
     */
    boolean makeRoom(int inUse) {
        int ready = (int) INT.getVolatile(map, CHUNKS_READY);
        // Twice what was needed last time: a reader that is late once is often late again.
        int wanted = Math.min(CHUNKS_MAX, inUse + Math.max(CHUNKS_AHEAD, inUse));
        try {
            while (ready < wanted) {
                fillWithZeros(channel, chunkAt(ready), CHUNK_BYTES);
                INT.setRelease(map, CHUNKS_READY, ++ready);
            }
        } catch (IOException noRoom) {
            return false;
        }
        return ready >= wanted;
    }

    /** Threads that have recorded something. */
    int slots() {
        return Math.min(RecordingLayout.SLOTS_MAX, (int) INT.getVolatile(map, SLOTS_CLAIMED));
    }

    /** A record finds no room. */
    public void lose() {
        LONG.getAndAdd(map, RecordingLayout.LOST, 1L);
    }

    /** Records that found no room. */
    public long lost() {
        return (long) LONG.getVolatile(map, RecordingLayout.LOST);
    }

    private static void fillWithZeros(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer zeros = ZEROS.duplicate();
        for (int done = 0; done < count; ) {
            zeros.clear().limit(Math.min(CHUNK_BYTES, count - done));
            done += channel.write(zeros, from + done);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
