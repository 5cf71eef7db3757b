package dev.signalbox.kernel;

import java.util.Arrays;
import jnr.ffi.Runtime;

/**
 * Streams of the C library, under their names in stdio.h.
 *
 * <p>A stream is the address of its FILE; 0 is NULL. libc does not check it: using one after fclose or pclose is as
 * undefined here as in C, so {@code file} must be one that was opened and not closed.
 */
public final class Stdio {
    public static final int IOFBF = 0;
    public static final int IOLBF = 1;
    public static final int IONBF = 2;
    public static final int EOF = -1;

    /** glibc's, for streams that have no better. */
    public static final int BUFSIZ = 8192;

    static final Libc.StdioCalls LIBC = Libc.load(Libc.StdioCalls.class);
    private static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private Stdio() {}

    /** {@code value}: the stream, or 0 with errno. {@code mode}: r or w. */
    public static Returned popen(String command, String mode) {
        return stream(LIBC.popen(command, mode));
    }

    /** {@code value}: the command's status as waitpid has it, or -1 with errno. */
    public static Returned pclose(long file) {
        return returned(LIBC.pclose(file));
    }

    /** {@code value}: the stream, or 0 with errno. */
    public static Returned fdopen(int fd, String mode) {
        return stream(LIBC.fdopen(fd, mode));
    }

    public static Returned fileno(long file) {
        return returned(LIBC.fileno(file));
    }

    /** Hands over the bytes up to the first zero: a C string ends there. */
    public static Returned fputs(byte[] text, long file) {
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return returned(LIBC.fputs(length == text.length ? text : Arrays.copyOf(text, length), file));
    }

    /**
     * Reads a line into the buffer, at most one byte less than its length.
     *
     * @return how many bytes it put there, the zero behind them not counted; 0 at the end of the file; -1 with errno
     */
    public static Returned fgets(byte[] buffer, long file) {
        // A zero can be part of the line, so the last one ends it, and there must be none behind that.
        Arrays.fill(buffer, (byte) 1);
        if (LIBC.fgets(buffer, buffer.length, file) == 0) {
            int errno = RUNTIME.getLastError();
            return LIBC.ferror(file) != 0 ? Returned.failed(errno) : new Returned(0, 0);
        }
        int end = buffer.length - 1;
        while (buffer[end] != 0) {
            end--;
        }
        return new Returned(end, 0);
    }

    public static Returned fflush(long file) {
        return returned(LIBC.fflush(file));
    }

    /**
     * Sets how a stream buffers, with a buffer of libc's own.
     *
     * @param mode one of {@link #IOFBF}, {@link #IOLBF}, {@link #IONBF}
     * @param size glibc ignores it where it makes the buffer itself
     */
    public static Returned setvbuf(long file, int mode, long size) {
        return returned(LIBC.setvbuf(file, 0, mode, size));
    }

    public static Returned fclose(long file) {
        return returned(LIBC.fclose(file));
    }

    /** Bytes that were handed over and are still in the stream's buffer. */
    public static long fpending(long file) {
        return LIBC.__fpending(file);
    }

    private static Returned stream(long file) {
        return file == 0 ? new Returned(0, RUNTIME.getLastError()) : new Returned(file, 0);
    }

    private static Returned returned(long value) {
        return value == -1 ? Returned.failed(RUNTIME.getLastError()) : new Returned(value, 0);
    }
}
