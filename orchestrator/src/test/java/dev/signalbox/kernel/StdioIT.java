package dev.signalbox.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.trace.Errno;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When bytes that a program hands to a stream reach the pipe. */
class StdioIT {
    private static final Returned OK = new Returned(0, 0);

    private final int[] pipe = new int[2];
    private long file;

    @BeforeEach
    void openStream() {
        Posix.pipe2(pipe, Posix.O_CLOEXEC);
        file = Stdio.fdopen(pipe[1], "w").value();
        assertEquals(new Returned(pipe[1], 0), Stdio.fileno(file));
    }

    @AfterEach
    void closePipe() {
        if (file != 0) {
            Stdio.fclose(file);
        }
        Posix.close(pipe[0]);
    }

    @Test
    void fputs_intoAPipe_staysInTheBufferUntilFflush() {
        assertTrue(Stdio.fputs(bytes("hello\n"), file).value() >= 0);
        assertLevels(0, 6);
        assertEquals(OK, Stdio.fflush(file));
        assertLevels(6, 0);
        Stdio.fputs(new byte[0], file);
        Stdio.fputs(bytes("no\0more"), file);
        assertLevels(6, 2);
        assertEquals(OK, Stdio.fclose(file));
        file = 0;
        assertEquals(8, Posix.fionread(pipe[0]).value());
    }

    @Test
    void fullBuffer_isWrittenByFputs() {
        for (int i = 0; i < 4; i++) {
            Stdio.fputs(bytes("x".repeat(1024)), file);
        }
        assertLevels(0, 4096);
        Stdio.fputs(bytes("y"), file);
        assertLevels(4096, 1);
    }

    @Test
    void setvbuf_line_writesAtTheEndOfALine() {
        assertEquals(OK, Stdio.setvbuf(file, Stdio.IOLBF, 0));
        Stdio.fputs(bytes("one\ntw"), file);
        assertLevels(4, 2);
        Stdio.fputs(bytes("o\n"), file);
        assertLevels(8, 0);
    }

    @Test
    void setvbuf_none_writesAtOnce() {
        assertEquals(OK, Stdio.setvbuf(file, Stdio.IONBF, 0));
        Stdio.fputs(bytes("now"), file);
        assertLevels(3, 0);
        assertEquals(-1, Stdio.setvbuf(file, 99, 0).value());
    }

    @Test
    void setvbuf_full_ignoresTheSizeOfABufferThatLibcMakes() {
        assertEquals(OK, Stdio.setvbuf(file, Stdio.IOFBF, 16));
        Stdio.fputs(bytes("more than sixteen bytes\n"), file);
        assertLevels(0, 24);
    }

    @Test
    void fflush_withoutReaders_failsWithEpipe() {
        Posix.close(pipe[0]);
        Stdio.fputs(bytes("lost"), file);
        assertEquals(Returned.failed(Errno.EPIPE.number()), Stdio.fflush(file));
    }

    @Test
    void fgets_readsALineAndTellsItsLength() {
        Posix.write(pipe[1], bytes("a line\nno\0end"), 13);
        Stdio.fclose(file);
        file = 0;
        long in = Stdio.fdopen(pipe[0], "r").value();
        byte[] buffer = new byte[8];
        assertEquals(new Returned(7, 0), Stdio.fgets(buffer, in));
        assertEquals("a line\n\0", text(buffer, 8));
        assertEquals(new Returned(6, 0), Stdio.fgets(buffer, in));
        assertEquals("no\0end", text(buffer, 6));
        assertEquals(OK, Stdio.fgets(buffer, in));
        Stdio.fclose(in);
    }

    @Test
    void failedCalls_bringTheirErrno() {
        assertEquals(new Returned(0, Errno.EBADF.number()), Stdio.fdopen(1_000_000, "r"));
        assertEquals(new Returned(0, Errno.EINVAL.number()), Stdio.popen("true", "x"));
        long wrongWay = Stdio.fdopen((int) Posix.dup(pipe[1]).value(), "w").value();
        assertEquals(Returned.failed(Errno.EBADF.number()), Stdio.fgets(new byte[4], wrongWay));
        Stdio.fclose(wrongWay);
    }

    @Test
    void popen_readsFromTheShell_andPcloseBringsItsStatus() {
        long shell = Stdio.popen("echo hällo; exit 3", "r").value();
        byte[] buffer = new byte[64];
        assertEquals(new Returned(7, 0), Stdio.fgets(buffer, shell));
        assertEquals("hällo\n", text(buffer, 7));
        assertEquals(new Returned(768, 0), Stdio.pclose(shell));
        assertEquals(new End(false, 3, false), WaitStatus.end(768));
    }

    @Test
    void popen_writesToTheShell_atPcloseAtTheLatest() {
        long shell = Stdio.popen("read a; test \"$a\" = said; exit $?", "w").value();
        Stdio.fputs(bytes("said\n"), shell);
        assertEquals(OK, Stdio.pclose(shell));
    }

    @Test
    void everyCall_hasABodyThatTheAgentCanWeave() {
        for (Object libc : new Object[] {Stdio.LIBC, Posix.Objects.LIBC, Parent.LIBC}) {
            for (Method method : libc.getClass().getDeclaredMethods()) {
                assertFalse(Modifier.isNative(method.getModifiers()), method.toString());
            }
        }
    }

    private void assertLevels(long inPipe, long pending) {
        assertEquals(new Returned(inPipe, 0), Posix.fionread(pipe[0]));
        assertEquals(pending, Stdio.fpending(file));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes, int count) {
        return new String(bytes, 0, count, StandardCharsets.UTF_8);
    }
}
