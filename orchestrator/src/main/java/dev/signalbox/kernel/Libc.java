package dev.signalbox.kernel;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.annotations.Encoding;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.NulTerminate;
import jnr.ffi.annotations.Out;

/**
 * The C library, in a few small interfaces.
 *
 * <p>Each costs a tenth of a second to generate and each method in it some milliseconds, so a process loads those it
 * needs, when it needs them. They are public because jnr's generated class lives in another class loader; this class
 * keeps them in.
 *
 * <p>The agent finds the generated methods by name and reads descriptors, counts, buffers and values off their
 * parameters: POSIX names, byte[] for the buffer, int[] for what ioctl, pipe and waitpid bring, long[] for a timespec
 * and for an iovec (address, length, address, …), int[] for a pollfd (descriptor, events in the low half and revents in
 * the high one). A FILE* is a long.
 */
final class Libc {
    static final String NAME = "libc.so.6";

    /** Not the encoding of the locale: a path is the same bytes wherever a scenario is played. */
    private static final String UTF_8 = "UTF-8";

    /** jnr's switch for stubs in machine code, on both processors. */
    private static final String MACHINE_CODE_STUBS = "jnr.ffi.x86asm.enabled";

    static {
        // With them close, lseek and the like are native methods: there is no body for the agent to weave.
        if (System.getProperty(MACHINE_CODE_STUBS) == null) {
            System.setProperty(MACHINE_CODE_STUBS, "false");
        }
    }

    private Libc() {}

    /** What a worker does itself. */
    public interface WorkerCalls {
        int open(@Encoding(UTF_8) CharSequence path, int flags, int mode);

        long read(int fd, @Out byte[] buffer, long count);

        long write(int fd, @In byte[] buffer, long count);

        int close(int fd);

        long lseek(int fd, long offset, int whence);

        int ioctl(int fd, long request, @Out int[] value);

        int fcntl(int fd, int command, int value);

        int dup2(int fd, int target);

        int nanosleep(@In long[] request, long remaining);

        int prctl(int option, long a, long b, long c, long d);

        int getpid();

        int getppid();

        void _exit(int status);
    }

    /** What few workers do: objects that are made on the way, several buffers, several descriptors. */
    public interface ObjectCalls {
        int pipe(@Out int[] ends);

        int pipe2(@Out int[] ends, int flags);

        int dup(int fd);

        long readv(int fd, @In long[] vector, int count);

        long writev(int fd, @In long[] vector, int count);

        int mkfifo(@Encoding(UTF_8) CharSequence path, int mode);

        int unlink(@Encoding(UTF_8) CharSequence path);

        int poll(int[] fds, long count, int timeout);
    }

    /** Streams: libc's buffer between a program and a descriptor. */
    public interface StdioCalls {
        long popen(@Encoding(UTF_8) CharSequence command, CharSequence mode);

        int pclose(long file);

        long fdopen(int fd, CharSequence mode);

        int fileno(long file);

        int fputs(@In @NulTerminate byte[] text, long file);

        long fgets(byte[] buffer, int size, long file);

        int ferror(long file);

        int fflush(long file);

        int setvbuf(long file, long buffer, int mode, long size);

        int fclose(long file);

        /** Bytes in the buffer that are not written yet; the agent asks it before and after the others. */
        long __fpending(long file);
    }

    /** What parents do for their children: the orchestrator, and workers that start others. */
    public interface ParentCalls {
        int pipe2(@Out int[] ends, int flags);

        int close(int fd);

        int fcntl(int fd, int command, int value);

        int kill(int pid, int signal);

        int waitid(int kind, int id, byte[] info, int options);

        int waitpid(int pid, @Out int[] status, int options);

        long syscall(long number, long a, long b, long c, long d);

        int posix_spawnp(
                @Out int[] pid, CharSequence file, Pointer actions, Pointer attributes, Pointer argv, Pointer env);

        int posix_spawn_file_actions_init(Pointer actions);

        int posix_spawn_file_actions_adddup2(Pointer actions, int fd, int target);

        int posix_spawn_file_actions_addclose(Pointer actions, int fd);

        int posix_spawn_file_actions_addclosefrom_np(Pointer actions, int from);

        int posix_spawn_file_actions_addchdir_np(Pointer actions, @Encoding(UTF_8) CharSequence folder);

        int posix_spawn_file_actions_destroy(Pointer actions);

        int posix_spawnattr_init(Pointer attributes);

        int posix_spawnattr_setflags(Pointer attributes, short flags);

        int posix_spawnattr_setsigmask(Pointer attributes, @In byte[] set);

        int posix_spawnattr_setsigdefault(Pointer attributes, @In byte[] set);

        int posix_spawnattr_destroy(Pointer attributes);
    }

    static <T> T load(Class<T> calls) {
        Arch.current();
        try {
            return LibraryLoader.create(calls).failImmediately().load(NAME);
        } catch (UnsatisfiedLinkError absent) {
            throw new UnsupportedPlatform(
                    "signalbox needs glibc 2.34 or newer and a place for temporary files (" + absent.getMessage() + ")",
                    absent);
        }
    }
}
