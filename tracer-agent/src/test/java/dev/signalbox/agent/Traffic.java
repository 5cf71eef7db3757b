package dev.signalbox.agent;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import jnr.ffi.LibraryLoader;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/** A watched program: it uses one FIFO in every way that Java offers. Its arguments: the FIFO, how often. */
public final class Traffic {
    /** The few calls that the test makes through jnr. */
    public interface C {
        int open(CharSequence path, int flags);

        long read(int fd, @Out byte[] bytes, long count);

        long write(int fd, @In byte[] bytes, long count);

        long lseek(int fd, long offset, int whence);

        int ioctl(int fd, long request, @Out int[] value);

        int close(int fd);
    }

    private Traffic() {}

    public static void main(String[] arguments) throws Exception {
        Path fifo = Path.of(arguments[0]);
        int times = Integer.parseInt(arguments[1]);
        C c = LibraryLoader.create(C.class).load("libc.so.6");
        try (RandomAccessFile both = new RandomAccessFile(fifo.toFile(), "rw")) {
            streams(fifo, times);
            channels(fifo, times);
            randomAccess(both, times);
            stubs(c, fifo, times);
            manyThreads(c, fifo, times);
        }
    }

    private static void streams(Path fifo, int times) throws IOException {
        try (FileOutputStream out = new FileOutputStream(fifo.toFile());
                FileInputStream in = new FileInputStream(fifo.toFile())) {
            for (int i = 0; i < times; i++) {
                out.write(new byte[10]);
                out.write(7);
                in.available();
                in.read(new byte[4], 1, 3);
                in.read();
                in.read(new byte[100]);
            }
            out.write(1);
            try {
                // JDK 17 seeks, which a FIFO refuses; newer ones read the byte away.
                in.skip(1);
            } catch (IOException illegalSeek) {
                in.read();
            }
        }
    }

    private static void channels(Path fifo, int times) throws IOException {
        try (FileChannel out = FileChannel.open(fifo, StandardOpenOption.WRITE);
                FileChannel in = FileChannel.open(fifo, StandardOpenOption.READ)) {
            ByteBuffer[] two = {ByteBuffer.allocate(3), ByteBuffer.allocateDirect(4)};
            for (int i = 0; i < times; i++) {
                out.write(ByteBuffer.allocate(20));
                two[0].clear();
                two[1].clear();
                in.read(two);
                two[0].flip();
                two[1].flip();
                out.write(two);
                in.read(ByteBuffer.allocateDirect(64));
            }
            try {
                in.read(ByteBuffer.allocate(1), 5);
            } catch (IOException illegalSeek) {
                in.isOpen();
            }
        }
    }

    private static void randomAccess(RandomAccessFile both, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            both.write(new byte[5]);
            both.write(1);
            both.read();
            both.read(new byte[9]);
        }
    }

    private static void stubs(C c, Path fifo, int times) {
        int fd = c.open(fifo.toString(), 2);
        for (int i = 0; i < times; i++) {
            c.write(fd, new byte[12], 12);
            c.ioctl(fd, 0x541b, new int[1]);
            c.read(fd, new byte[12], 12);
            c.lseek(fd, 1, 0);
        }
        int reader = c.open(fifo.toString(), 0);
        c.write(reader, new byte[1], 1);
        c.close(reader);
        c.close(fd);
    }

    private static void manyThreads(C c, Path fifo, int times) throws InterruptedException {
        int fd = c.open(fifo.toString(), 2);
        CountDownLatch done = new CountDownLatch(4);
        for (int t = 0; t < 4; t++) {
            new Thread(
                            () -> {
                                for (int i = 0; i < times; i++) {
                                    c.write(fd, new byte[8], 8);
                                    c.read(fd, new byte[8], 8);
                                }
                                done.countDown();
                            },
                            "traffic-" + t)
                    .start();
        }
        done.await();
        c.close(fd);
    }
}
