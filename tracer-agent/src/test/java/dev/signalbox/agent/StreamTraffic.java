package dev.signalbox.agent;

import dev.signalbox.worker.Marker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.NulTerminate;
import jnr.ffi.annotations.Out;

/** The part of {@link PipeTraffic} that goes through libc's streams, and its children. */
final class StreamTraffic {
    /** The calls that the test makes through jnr. */
    public interface C {
        int pipe(@Out int[] ends);

        int close(int fd);

        long read(int fd, @Out byte[] bytes, long count);

        long write(int fd, @In byte[] bytes, long count);

        long popen(CharSequence command, CharSequence mode);

        int pclose(long file);

        long fdopen(int fd, CharSequence mode);

        int fileno(long file);

        int fputs(@In @NulTerminate byte[] text, long file);

        long fwrite(@In byte[] bytes, long size, long count, long file);

        long fgets(byte[] buffer, int size, long file);

        int fflush(long file);

        int setvbuf(long file, long buffer, int mode, long size);

        int fclose(long file);

        int waitpid(int pid, @Out int[] status, int options);

        int kill(int pid, int signal);

        int posix_spawnp(
                @Out int[] pid, CharSequence file, Pointer actions, Pointer attributes, Pointer argv, Pointer env);
    }

    private static final C LIBC = LibraryLoader.create(C.class).load("libc.so.6");

    private final String folder;

    StreamTraffic(String folder) {
        this.folder = folder;
    }

    private static int[] pipe() {
        int[] ends = new int[2];
        LIBC.pipe(ends);
        return ends;
    }

    private static byte[] line(int length) {
        byte[] line = PipeTraffic.text(length);
        line[length - 1] = '\n';
        return line;
    }

    private static long gets(int size, long file) {
        byte[] buffer = new byte[size];
        Arrays.fill(buffer, (byte) 1);
        return LIBC.fgets(buffer, size, file);
    }

    void run() {
        buffered();
        modes();
        lines();
        broken();
    }

    private void buffered() {
        int[] p = pipe();
        long out = LIBC.fdopen(p[1], "w");
        LIBC.fileno(out);
        LIBC.fputs(line(10), out);
        LIBC.fputs(line(20), out);
        LIBC.fflush(out);
        LIBC.fflush(out);
        LIBC.fputs(PipeTraffic.text(5000), out);
        LIBC.fputs(PipeTraffic.text(3000), out);
        LIBC.fputs(PipeTraffic.text(3000), out);
        LIBC.fwrite(PipeTraffic.text(4000), 2, 2000, out);
        LIBC.fputs(PipeTraffic.text(12), out);
        LIBC.fclose(out);
        LIBC.read(p[0], new byte[100], 100);
        LIBC.close(p[0]);
    }

    private void modes() {
        for (int mode = 1; mode <= 2; mode++) {
            int[] p = pipe();
            long out = LIBC.fdopen(p[1], "w");
            LIBC.setvbuf(out, 0, mode, 0);
            LIBC.fputs(line(10), out);
            LIBC.fputs("a\nb".getBytes(StandardCharsets.US_ASCII), out);
            LIBC.fclose(out);
            LIBC.close(p[0]);
        }
        LIBC.fdopen(303, "w");
    }

    private void lines() {
        int[] p = pipe();
        long in = LIBC.fdopen(p[0], "r");
        LIBC.write(p[1], line(30), 30);
        gets(100, in);
        byte[] three = "one\ntwo\nlong enough to be cut\nend".getBytes(StandardCharsets.US_ASCII);
        LIBC.write(p[1], three, three.length);
        for (int i = 0; i < 3; i++) {
            gets(15, in);
        }
        LIBC.close(p[1]);
        for (int i = 0; i < 4; i++) {
            gets(100, in);
        }
        LIBC.fclose(in);
    }

    /** Nobody reads. */
    private void broken() {
        int[] p = pipe();
        long out = LIBC.fdopen(p[1], "w");
        LIBC.close(p[0]);
        LIBC.fputs(line(10), out);
        LIBC.fflush(out);
        LIBC.fputs(PipeTraffic.text(9000), out);
        LIBC.fputs(line(10), out);
        LIBC.fclose(out);
    }

    void children() {
        long to = LIBC.popen("cat > /dev/null; exit 3", "w");
        LIBC.fputs(line(40), to);
        LIBC.pclose(to);
        long from = LIBC.popen("echo one; echo two", "r");
        for (int i = 0; i < 3; i++) {
            gets(50, from);
        }
        LIBC.pclose(from);
        marked();
        int child = spawn("sleep", "60");
        LIBC.kill(child, 0);
        LIBC.waitpid(child, new int[1], 1);
        LIBC.kill(child, 15);
        LIBC.waitpid(child, new int[1], 0);
        LIBC.waitpid(child, new int[1], 0);
        LIBC.kill(child, 0);
        spawn(folder + "/nothing-here");
        LIBC.kill(child, 0);
    }

    /** As a worker that starts another: what the child gets, who it is, and then the call. */
    private static void marked() {
        int[] p = pipe();
        Marker.thread(3);
        Marker.inherit(0, p[0], 7);
        Marker.inherit(1, 404, 7);
        Marker.spawned(7);
        spawn("true");
        LIBC.close(p[0]);
        LIBC.close(p[1]);
    }

    private static int spawn(String... arguments) {
        Runtime runtime = Runtime.getRuntime(LIBC);
        Pointer argv = Memory.allocateDirect(runtime, 8L * (arguments.length + 1), true);
        Pointer[] texts = new Pointer[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            texts[i] = Memory.allocateDirect(runtime, arguments[i].length() + 1, true);
            texts[i].putString(0, arguments[i], arguments[i].length() + 1, StandardCharsets.US_ASCII);
            argv.putPointer(8L * i, texts[i]);
        }
        Pointer none = Memory.allocateDirect(runtime, 8, true);
        int[] pid = new int[1];
        int errno = LIBC.posix_spawnp(pid, arguments[0], null, null, argv, none);
        if (errno == 0 && arguments.length == 1) {
            LIBC.waitpid(pid[0], new int[1], 0);
        }
        return texts.length == 0 ? -1 : pid[0];
    }
}
