package dev.signalbox.agent;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/** A watched program: it does with pipes and FIFOs all that C can. Its arguments: a folder, how often. */
public final class PipeTraffic {
    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_NONBLOCK = 04000;
    static final int O_CLOEXEC = 02000000;

    /** The calls that the test makes through jnr. */
    public interface C {
        int pipe(@Out int[] ends);

        int pipe2(@Out int[] ends, int flags);

        int open(CharSequence path, int flags, int mode);

        int openat(int folder, CharSequence path, int flags);

        long read(int fd, @Out byte[] bytes, long count);

        long write(int fd, @In byte[] bytes, long count);

        long readv(int fd, @In long[] vector, int count);

        long writev(int fd, @In long[] vector, int count);

        int close(int fd);

        int dup(int fd);

        int dup2(int fd, int target);

        int dup3(int fd, int target, int flags);

        int fcntl(int fd, int command, int argument);

        int mkfifo(CharSequence path, int mode);

        int unlink(CharSequence path);

        int poll(int[] fds, long count, int timeoutMs);
    }

    private final C c = LibraryLoader.create(C.class).load("libc.so.6");
    private final String folder;

    private PipeTraffic(String folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        int times = Integer.parseInt(arguments[1]);
        PipeTraffic traffic = new PipeTraffic(arguments[0]);
        for (int i = 0; i < times; i++) {
            traffic.pipes();
            traffic.numbersGivenAway();
            traffic.numbersDoubled();
            traffic.flags();
            traffic.vectors();
            traffic.polls();
            traffic.fifos();
            new StreamTraffic(arguments[0]).run();
            new JdkTraffic(arguments[0]).run();
        }
        traffic.manyThreads(times);
        new JdkTraffic(arguments[0]).children();
        new StreamTraffic(arguments[0]).children();
        traffic.c.mkfifo(arguments[0] + "/last.fifo", 0600);
        new File(arguments[0], "last.fifo").delete();
    }

    private int[] pipe(int flags) {
        int[] ends = new int[2];
        if (flags == 0) {
            c.pipe(ends);
        } else {
            c.pipe2(ends, flags);
        }
        return ends;
    }

    static byte[] text(int length) {
        return "abcdefghijklmnopqrstuvwxyz"
                .repeat(length / 26 + 1)
                .substring(0, length)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void pipes() {
        int[] p = pipe(0);
        c.write(p[1], text(5), 5);
        c.write(p[1], text(100), 100);
        c.read(p[0], new byte[60], 60);
        c.read(p[0], new byte[1], 0);
        c.write(p[1], new byte[1], 0);
        c.read(p[1], new byte[1], 1);
        c.write(p[0], text(1), 1);
        c.close(p[1]);
        c.read(p[0], new byte[100], 100);
        c.read(p[0], new byte[100], 100);
        c.close(p[0]);
        int[] q = pipe(O_NONBLOCK | O_CLOEXEC);
        c.read(q[0], new byte[10], 10);
        c.close(q[0]);
        c.write(q[1], text(3), 3);
        c.close(q[1]);
        c.close(q[1]);
    }

    /** A number that stood for a pipe stands for something else, and then for nothing. */
    private void numbersGivenAway() {
        int[] p = pipe(0);
        c.write(p[1], text(4), 4);
        c.close(p[1]);
        c.write(p[1], text(4), 4);
        int other = c.open("/dev/null", O_WRONLY, 0);
        c.write(other, text(7), 7);
        int[] q = pipe(0);
        c.write(q[1], text(2), 2);
        c.dup2(other, q[1]);
        c.write(q[1], text(9), 9);
        c.close(q[1]);
        c.close(other);
        c.read(p[0], new byte[8], 8);
        c.close(p[0]);
        c.close(q[0]);
    }

    private void numbersDoubled() {
        int[] p = pipe(0);
        int[] q = pipe(0);
        int d = c.dup(p[1]);
        c.write(d, text(3), 3);
        c.dup2(q[1], d);
        c.write(d, text(6), 6);
        c.dup2(d, d);
        c.dup2(p[1], 77);
        c.write(77, text(11), 11);
        c.dup3(q[0], 77, O_CLOEXEC);
        c.read(77, new byte[9], 9);
        c.dup3(77, 77, 0);
        c.dup2(333, 77);
        c.dup2(77, -5);
        int far = c.fcntl(p[1], 0, 80);
        int other = c.fcntl(p[1], 1030, 600);
        c.write(other, text(2), 2);
        c.write(far, text(2), 2);
        c.dup(404);
        for (int fd : new int[] {p[0], p[1], q[0], q[1], d, far, 77, other}) {
            c.close(fd);
        }
    }

    private void flags() {
        int[] p = pipe(0);
        c.fcntl(p[1], 3, 0);
        c.fcntl(p[1], 4, O_WRONLY | O_NONBLOCK);
        c.fcntl(p[1], 1031, 4096);
        c.fcntl(p[1], 1032, 0);
        c.write(p[1], text(4096), 4096);
        c.write(p[1], text(10), 10);
        c.fcntl(p[1], 1031, -1);
        c.close(p[0]);
        c.close(p[1]);
    }

    private void vectors() {
        int[] p = pipe(0);
        Pointer memory = Memory.allocateDirect(Runtime.getRuntime(c), 64);
        memory.put(0, text(30), 0, 30);
        long at = memory.address();
        c.writev(p[1], new long[] {at, 10, at + 10, 0, at + 10, 20}, 3);
        c.readv(p[0], new long[] {at + 40, 4, at, 20}, 2);
        c.readv(p[1], new long[] {at, 4}, 1);
        c.writev(p[1], new long[] {at, 4}, -1);
        c.close(p[0]);
        c.close(p[1]);
        memory.getByte(0);
    }

    private void polls() {
        int[] p = pipe(0);
        int[] q = pipe(0);
        c.poll(new int[] {p[0], 1}, 1, 0);
        c.poll(new int[] {p[0], 1, q[1], 4}, 2, 1000);
        c.poll(new int[] {p[0], 1}, 1, 1);
        c.close(p[1]);
        c.poll(new int[] {p[0], 1, q[0], 1}, 2, -1);
        for (int fd : new int[] {p[0], q[0], q[1]}) {
            c.close(fd);
        }
    }

    private void fifos() throws InterruptedException {
        String fifo = folder + "/made.fifo";
        c.open(fifo, O_RDONLY, 0);
        c.unlink(fifo);
        c.mkfifo(fifo, 0600);
        c.mkfifo(fifo, 0600);
        c.open(fifo, O_WRONLY | O_NONBLOCK, 0);
        CountDownLatch opened = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            int fd = c.open(fifo, O_RDONLY, 0);
            opened.countDown();
            c.read(fd, new byte[10], 10);
            c.read(fd, new byte[10], 10);
            c.close(fd);
        });
        reader.start();
        int fd = c.openat(-100, fifo, O_WRONLY);
        opened.await();
        c.write(fd, text(10), 10);
        c.close(fd);
        reader.join();
        int both = c.open(fifo, O_RDWR, 0);
        c.unlink(fifo);
        c.write(both, text(5), 5);
        c.read(both, new byte[5], 5);
        c.close(both);
    }

    /** Numbers go from one thread to the other, pipes and other things by turns. */
    private void manyThreads(int times) throws InterruptedException {
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 20 * times; i++) {
                    int[] p = pipe(0);
                    c.write(p[1], text(8), 8);
                    int other = c.open("/dev/null", O_WRONLY, 0);
                    c.read(p[0], new byte[8], 8);
                    c.close(p[0]);
                    c.write(other, text(4), 4);
                    c.close(other);
                    c.close(p[1]);
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
