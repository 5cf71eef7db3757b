package dev.signalbox.agent;

import java.io.DataInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The part of {@link PipeTraffic} that goes through the JDK. */
final class JdkTraffic {
    private final Path fifo;

    JdkTraffic(String folder) {
        this.fifo = Path.of(folder, "java.fifo");
    }

    void run() throws IOException {
        pipe();
        files();
    }

    private static void pipe() throws IOException {
        Pipe pipe = Pipe.open();
        ByteBuffer ten = ByteBuffer.allocate(10);
        pipe.sink().write(ByteBuffer.wrap(PipeTraffic.text(10)));
        pipe.source().read(ten);
        pipe.source().configureBlocking(false);
        pipe.source().configureBlocking(false);
        ten.clear();
        pipe.source().read(ten);
        pipe.source().configureBlocking(true);
        for (ByteBuffer none : new ByteBuffer[] {ByteBuffer.allocate(0), ByteBuffer.allocateDirect(0)}) {
            pipe.sink().write(none);
            pipe.sink().write(new ByteBuffer[] {none, none});
            pipe.source().read(none);
            pipe.source().read(new ByteBuffer[] {none, none});
        }
        pipe.sink().write(new ByteBuffer[] {ByteBuffer.wrap(PipeTraffic.text(3)), ByteBuffer.allocateDirect(4)});
        pipe.source().read(new ByteBuffer[] {ByteBuffer.allocate(2), ByteBuffer.allocate(9)});
        pipe.sink().close();
        pipe.source().read(ten);
        pipe.source().close();
    }

    private void files() throws IOException {
        try (RandomAccessFile both = new RandomAccessFile(fifo.toFile(), "rw");
                FileOutputStream out = new FileOutputStream(fifo.toFile());
                FileOutputStream more = new FileOutputStream(fifo.toFile(), true);
                FileInputStream in = new FileInputStream(fifo.toFile());
                FileChannel sink = FileChannel.open(fifo, StandardOpenOption.WRITE);
                InputStream source = Files.newInputStream(fifo)) {
            both.write(PipeTraffic.text(6));
            out.write(PipeTraffic.text(5));
            more.write('x');
            in.available();
            in.read(new byte[12]);
            sink.write(ByteBuffer.wrap(PipeTraffic.text(8)));
            source.read(new byte[8]);
            nothing(both, out, in);
            nothing(sink, source);
            out.write(PipeTraffic.text(8));
            new DataInputStream(in).readNBytes(8);
        }
        for (String name : new String[] {"/nothing/here", "/dev/null"}) {
            try (FileInputStream none = new FileInputStream(name)) {
                none.read();
            } catch (IOException absent) {
                continue;
            }
        }
    }

    /** No bytes: the natives of java.io return, or throw, before they come to the kernel. */
    private static void nothing(RandomAccessFile both, FileOutputStream out, FileInputStream in) throws IOException {
        byte[] four = new byte[4];
        in.read(four, 4, 0);
        in.read(new byte[0]);
        out.write(four, 4, 0);
        out.write(new byte[0]);
        both.read(four, 1, 0);
        both.write(four, 1, 0);
        for (int[] outside : new int[][] {{-1, 2}, {0, -1}, {3, 2}, {5, 0}, {Integer.MAX_VALUE, 1}}) {
            throwing(() -> in.read(four, outside[0], outside[1]));
            throwing(() -> out.write(four, outside[0], outside[1]));
            throwing(() -> both.read(four, outside[0], outside[1]));
            throwing(() -> both.write(four, outside[0], outside[1]));
        }
        throwing(() -> in.read(null, 0, 1));
        throwing(() -> out.write(null, 0, 1));
    }

    /** NIO's channels return before they come to a native. */
    private static void nothing(FileChannel sink, InputStream source) throws IOException {
        ByteBuffer none = ByteBuffer.allocate(0);
        ByteBuffer direct = ByteBuffer.allocateDirect(0);
        sink.write(none);
        sink.write(direct);
        sink.write(new ByteBuffer[] {none, direct});
        source.read(new byte[0]);
    }

    private static void throwing(Outside call) {
        try {
            call.run();
        } catch (IndexOutOfBoundsException | NullPointerException expected) {
            return;
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
        throw new IllegalStateException("outside of the array");
    }

    /** A call with a range outside of its array. */
    private interface Outside {
        void run() throws IOException;
    }

    /** A write behind each start: what the JDK does for a child is between the two. */
    void children() throws Exception {
        RandomAccessFile between = new RandomAccessFile(fifo.toFile(), "rw");
        Process cat = new ProcessBuilder("cat").start();
        between.write(1);
        try (OutputStream to = cat.getOutputStream()) {
            to.write(PipeTraffic.text(30));
        }
        cat.getInputStream().readNBytes(30);
        cat.waitFor();
        Process fails = new ProcessBuilder("sh", "-c", "exit 7")
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        between.write(2);
        fails.waitFor();
        Process sleeps = new ProcessBuilder("sleep", "60").start();
        between.write(3);
        sleeps.destroy();
        sleeps.waitFor();
        try {
            new ProcessBuilder("/nothing/here").start();
        } catch (IOException absent) {
            between.write(4);
        }
        between.close();
        Files.delete(fifo);
    }
}
