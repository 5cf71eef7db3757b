package dev.signalbox.agent;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
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
        }
        for (String name : new String[] {"/nothing/here", "/dev/null"}) {
            try (FileInputStream none = new FileInputStream(name)) {
                none.read();
            } catch (IOException absent) {
                continue;
            }
        }
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
