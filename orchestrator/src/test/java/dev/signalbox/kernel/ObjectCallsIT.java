package dev.signalbox.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signalbox.trace.Errno;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls that make objects on the way, or take several of something. */
class ObjectCallsIT {
    private static final Returned OK = new Returned(0, 0);

    private final int[] pipe = new int[2];

    @TempDir
    Path folder;

    @BeforeEach
    void makePipe() {
        assertEquals(OK, Posix.pipe(pipe));
    }

    @AfterEach
    void closePipe() {
        Posix.close(pipe[0]);
        Posix.close(pipe[1]);
    }

    @Test
    void pipe2_setsTheFlagsOfBothEnds_andPipeNone() {
        int[] other = new int[2];
        assertEquals(OK, Posix.pipe2(other, Posix.O_NONBLOCK | Posix.O_CLOEXEC));
        for (int i = 0; i < 2; i++) {
            assertEquals(1, Posix.fcntl(other[i], Posix.F_GETFD, 0).value());
            assertEquals(0, Posix.fcntl(pipe[i], Posix.F_GETFD, 0).value());
            assertEquals(
                    Posix.O_NONBLOCK | i,
                    Posix.fcntl(other[i], Posix.F_GETFL, 0).value());
            assertEquals(i, Posix.fcntl(pipe[i], Posix.F_GETFL, 0).value());
        }
        assertEquals(failed(Errno.EAGAIN), Posix.read(other[0], new byte[1], 1));
        assertEquals(failed(Errno.EINVAL), Posix.pipe2(new int[2], 1));
        assertThrows(IllegalArgumentException.class, () -> Posix.pipe(new int[1]));
        Posix.close(other[0]);
        Posix.close(other[1]);
    }

    @Test
    void fullPipe_answersEagainToAWriterThatMustNotBlock() {
        assertEquals(OK, Posix.fcntl(pipe[1], Posix.F_SETFL, Posix.O_NONBLOCK));
        byte[] much = new byte[1 << 17];
        assertEquals(new Returned(1 << 16, 0), Posix.write(pipe[1], much, much.length));
        assertEquals(failed(Errno.EAGAIN), Posix.write(pipe[1], much, 1));
    }

    @Test
    void dup_andDup2_nameTheSameDescription() {
        int again = (int) Posix.dup(pipe[0]).value();
        Posix.fcntl(pipe[0], Posix.F_SETFL, Posix.O_NONBLOCK);
        assertEquals(Posix.O_NONBLOCK, Posix.fcntl(again, Posix.F_GETFL, 0).value());
        Posix.close(again);
        assertEquals(new Returned(again, 0), Posix.dup2(pipe[1], again));
        assertEquals(1, Posix.fcntl(again, Posix.F_GETFL, 0).value());
        Posix.close(again);
        assertEquals(failed(Errno.EBADF), Posix.dup(again));
        assertEquals(failed(Errno.EBADF), Posix.dup2(again, pipe[0]));
    }

    @Test
    void writev_writesOneBufferAfterTheOther_andReadvFillsThemSo() {
        byte[][] out = {"he".getBytes(), {}, "llo".getBytes()};
        byte[][] in = {new byte[1], new byte[3], "as it was".getBytes(), new byte[2]};
        assertEquals(new Returned(5, 0), Posix.writev(pipe[1], out));
        assertEquals(new Returned(5, 0), Posix.readv(pipe[0], in));
        assertEquals("h", new String(in[0]));
        assertEquals("ell", new String(in[1]));
        assertEquals("os it was", new String(in[2]));
        assertArrayEquals(new byte[2], in[3]);
        assertEquals(OK, Posix.writev(pipe[1], new byte[0][]));
        assertEquals(failed(Errno.EBADF), Posix.writev(pipe[0], out));
        assertEquals(failed(Errno.EINVAL), Posix.readv(pipe[0], new byte[1025][1]));
    }

    @Test
    void mkfifo_makesOneOnce_andUnlinkRemovesIt() {
        String path = folder.resolve("schüler").toString();
        assertEquals(OK, Posix.mkfifo(path, 0600));
        assertEquals(failed(Errno.EEXIST), Posix.mkfifo(path, 0600));
        assertEquals(failed(Errno.ENXIO), Posix.open(path, Posix.O_WRONLY | Posix.O_NONBLOCK));
        assertEquals(OK, Posix.unlink(path));
        assertEquals(failed(Errno.ENOENT), Posix.unlink(path));
        assertEquals(failed(Errno.ENOENT), Posix.mkfifo(folder + "/no/such", 0600));
        assertEquals(failed(Errno.ENOENT), Posix.open(path, Posix.O_RDONLY));
    }

    @Test
    void open_makesAFileOfTheMode() {
        String path = folder.resolve("file").toString();
        int flags = Posix.O_WRONLY | Posix.O_CREAT | Posix.O_EXCL;
        int fd = (int) Posix.open(path, flags, 0400).value();
        Posix.close(fd);
        assertEquals(failed(Errno.EEXIST), Posix.open(path, flags, 0400));
    }

    @Test
    void poll_saysWhatHappenedOnEach() {
        int[] fds = {pipe[0], pipe[1], -1};
        short[] events = {Posix.POLLIN, Posix.POLLOUT, Posix.POLLIN};
        short[] revents = new short[3];
        assertEquals(new Returned(1, 0), Posix.poll(fds, events, revents, 0));
        assertArrayEquals(new short[] {0, Posix.POLLOUT, 0}, revents);
        Posix.write(pipe[1], new byte[1], 1);
        assertEquals(new Returned(2, 0), Posix.poll(fds, events, revents, -1));
        assertArrayEquals(new short[] {Posix.POLLIN, Posix.POLLOUT, 0}, revents);
        int read = pipe[0];
        Posix.close(pipe[1]);
        assertEquals(Posix.POLLIN | Posix.POLLHUP, happened(read, Posix.POLLIN));
        assertEquals(Posix.POLLNVAL, happened(pipe[1], Posix.POLLOUT));
        Posix.pipe(pipe);
        Posix.close(pipe[0]);
        assertEquals(Posix.POLLERR | Posix.POLLOUT, happened(pipe[1], Posix.POLLOUT));
        Posix.close(read);
        assertThrows(IllegalArgumentException.class, () -> Posix.poll(fds, new short[1], revents, 0));
    }

    private static int happened(int fd, int event) {
        short[] revents = new short[1];
        assertEquals(new Returned(1, 0), Posix.poll(new int[] {fd}, new short[] {(short) event}, revents, 1000));
        return revents[0];
    }

    private static Returned failed(Errno errno) {
        return Returned.failed(errno.number());
    }
}
