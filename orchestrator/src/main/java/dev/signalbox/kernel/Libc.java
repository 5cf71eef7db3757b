package dev.signalbox.kernel;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/**
 * The C library, in two small interfaces.
 *
 * <p>Each costs a tenth of a second to generate and each method in it some milliseconds, so a process loads the one it
 * needs. They are public because jnr's generated class lives in another class loader; this class keeps them in.
 *
 * <p>The agent finds the generated methods by name and reads descriptors, counts, buffers and values off their
 * parameters: POSIX names, byte[] for the buffer, int[] for what ioctl brings, long[] for a timespec.
 */
final class Libc {
    static final String NAME = "libc.so.6";

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
        int open(CharSequence path, int flags);

        long read(int fd, @Out byte[] buffer, long count);

        long write(int fd, @In byte[] buffer, long count);

        int close(int fd);

        long lseek(int fd, long offset, int whence);

        int ioctl(int fd, long request, @Out int[] value);

        int fcntl(int fd, int command, int value);

        int dup2(int fd, int target);

        int nanosleep(@In long[] request, long remaining);

        int prctl(int option, long a, long b, long c, long d);

        int getppid();

        void _exit(int status);
    }

    /** What the orchestrator does for workers. */
    public interface LauncherCalls {
        int pipe2(@Out int[] ends, int flags);

        int close(int fd);

        int fcntl(int fd, int command, int value);

        int kill(int pid, int signal);

        int waitid(int kind, int id, byte[] info, int options);

        int posix_spawnp(
                @Out int[] pid, CharSequence file, Pointer actions, Pointer attributes, Pointer argv, Pointer env);

        int posix_spawn_file_actions_init(Pointer actions);

        int posix_spawn_file_actions_adddup2(Pointer actions, int fd, int target);

        int posix_spawn_file_actions_addclosefrom_np(Pointer actions, int from);

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
