package dev.signalbox.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.trace.Errno;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PosixIT {
    private static final long PID = ProcessHandle.current().pid();

    @Test
    void read_bringsWhatWasWritten() {
        PipeEnds pipe = PipeEnds.create().ends();
        byte[] out = "hello".getBytes();
        byte[] in = new byte[16];
        assertEquals(new Returned(5, 0), Posix.write(pipe.writeFd(), out, 5));
        assertEquals(new Returned(5, 0), Posix.fionread(pipe.writeFd()));
        assertEquals(new Returned(5, 0), Posix.read(pipe.readFd(), in, 16));
        assertEquals("hello", new String(Arrays.copyOf(in, 5)));
        assertEquals(new Returned(0, 0), pipe.closeWrite());
        assertEquals(new Returned(0, 0), Posix.read(pipe.readFd(), in, 16));
        assertEquals(new Returned(0, 0), pipe.closeRead());
    }

    @Test
    void everyFailure_bringsItsErrno() {
        PipeEnds pipe = PipeEnds.create().ends();
        byte[] buffer = new byte[1];
        assertEquals(new Returned(-1, Errno.EBADF.number()), Posix.write(pipe.readFd(), buffer, 1));
        assertEquals(new Returned(-1, Errno.EBADF.number()), Posix.read(pipe.writeFd(), buffer, 1));
        assertEquals(new Returned(-1, Errno.ESPIPE.number()), Posix.lseek(pipe.readFd(), 0, Posix.SEEK_SET));
        assertEquals(new Returned(0, 0), pipe.closeRead());
        assertEquals(new Returned(-1, Errno.EPIPE.number()), Posix.write(pipe.writeFd(), buffer, 1));
        assertEquals(new Returned(0, 0), Posix.close(pipe.writeFd()));
        assertEquals(new Returned(-1, Errno.EBADF.number()), Posix.close(pipe.writeFd()));
        assertEquals(new Returned(-1, Errno.ENOENT.number()), Posix.open("/no/such/file", Posix.O_RDONLY));
        assertEquals(new Returned(-1, Errno.EBADF.number()), Posix.fionread(-1));
        assertEquals(new Returned(-1, Errno.EINVAL.number()), Posix.nanosleep(-5));
    }

    @Test
    void count_isRefusedBeyondTheBuffer() {
        assertThrows(IllegalArgumentException.class, () -> Posix.read(0, new byte[4], 5));
        assertThrows(IllegalArgumentException.class, () -> Posix.write(1, new byte[4], -1));
    }

    @Test
    void open_ofADescriptorOfProc_isANewDescription() {
        PipeEnds pipe = PipeEnds.create().ends();
        long again = Posix.open("/proc/self/fd/" + pipe.readFd(), Posix.O_RDONLY | Posix.O_NONBLOCK)
                .value();
        assertEquals(new Returned(-1, Errno.EAGAIN.number()), Posix.read((int) again, new byte[1], 1));
        assertEquals(0, Posix.fcntl(pipe.readFd(), Posix.F_GETFL, 0).value() & Posix.O_NONBLOCK);
        Posix.close((int) again);
        pipe.closeRead();
        pipe.closeWrite();
    }

    @Test
    void dup2_andInode_agreeOnTheFile() throws IOException {
        PipeEnds pipe = PipeEnds.create().ends();
        PipeEnds other = PipeEnds.create().ends();
        assertEquals(Inode.of(PID, pipe.readFd()), Inode.of(PID, pipe.writeFd()));
        assertNotEquals(Inode.of(PID, pipe.readFd()), Inode.of(PID, other.readFd()));
        assertEquals(other.readFd(), Posix.dup2(pipe.readFd(), other.readFd()).value());
        assertEquals(Inode.of(PID, pipe.readFd()), Inode.of(PID, other.readFd()));
        for (PipeEnds one : new PipeEnds[] {pipe, other}) {
            one.closeRead();
            one.closeWrite();
        }
        assertThrows(IOException.class, () -> Inode.of(PID, pipe.readFd()));
    }

    @Test
    void capacity_isRoundedUpByTheKernel() {
        PipeEnds pipe = PipeEnds.create().ends();
        assertEquals(new Returned(4096, 0), pipe.resize(1));
        assertEquals(new Returned(16384, 0), pipe.resize(8193));
        assertEquals(new Returned(16384, 0), pipe.capacity());
        pipe.closeRead();
        pipe.closeWrite();
    }

    @Test
    void nanosleep_takesItsTime() {
        long start = System.nanoTime();
        assertEquals(new Returned(0, 0), Posix.nanosleep(2_000_000));
        assertTrue(System.nanoTime() - start >= 2_000_000);
        assertTrue(Posix.getppid() > 0);
    }

    @Test
    void everyCall_hasABodyThatTheAgentCanWeave() {
        for (Method method : Posix.LIBC.getClass().getDeclaredMethods()) {
            assertFalse(Modifier.isNative(method.getModifiers()), method.toString());
        }
        assertTrue(Posix.LIBC.getClass().getName().contains("$jnr$ffi$"));
    }

    @Test
    void dieWithParent_isForgottenWithTheThreadThatAsked() throws Exception {
        // On a thread of its own: this JVM outlives a parent thread that ends.
        CompletableFuture<Returned> returned = new CompletableFuture<>();
        Thread asking = new Thread(() -> returned.complete(Posix.dieWithParent()), "asking");
        asking.start();
        assertEquals(new Returned(0, 0), returned.get(10, TimeUnit.SECONDS));
        asking.join();
    }
}
