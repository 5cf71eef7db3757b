package dev.signalbox.kernel;

import dev.signalbox.trace.Errno;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/** One posix_spawn, with the native memory it needs. */
final class Spawn {
    private static final short POSIX_SPAWN_SETSIGDEF = 0x04;
    private static final short POSIX_SPAWN_SETSIGMASK = 0x08;
    private static final short POSIX_SPAWN_SETSID = 0x80;

    /** Everything from here on is closed in the child. */
    private static final int FIRST_CLOSED = 3;

    private Spawn() {}

    static Returned spawn(List<String> argv, Map<String, String> environment, int... standard) {
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("argv: empty (expected: a program and its arguments)");
        }
        for (int target = 0; target < standard.length; target++) {
            if (standard[target] < FIRST_CLOSED && standard[target] != target) {
                // dup2 one after the other would overwrite one that is still needed.
                throw new IllegalArgumentException("descriptor " + target + " of the child: " + standard[target]
                        + " (expected: " + target + ", or one above 2)");
            }
        }
        List<String> pairs = new ArrayList<>();
        environment.forEach((name, value) -> pairs.add(name + "=" + value));
        Strings arguments = new Strings(argv);
        Strings variables = new Strings(pairs);
        Pointer actions = Memory.allocateDirect(Parent.RUNTIME, Arch.SPAWN_ACTIONS_BYTES, true);
        Pointer attributes = Memory.allocateDirect(Parent.RUNTIME, Arch.SPAWN_ATTRIBUTES_BYTES, true);
        try {
            return spawn(argv.get(0), arguments.table, variables.table, actions, attributes, standard);
        } finally {
            // Native memory is freed with its Pointer, and the tables hold mere addresses of the strings.
            Reference.reachabilityFence(arguments);
            Reference.reachabilityFence(variables);
            Reference.reachabilityFence(actions);
            Reference.reachabilityFence(attributes);
        }
    }

    private static Returned spawn(
            String file, Pointer argv, Pointer env, Pointer actions, Pointer attributes, int[] standard) {
        Libc.ParentCalls libc = Parent.LIBC;
        checked("file_actions_init", libc.posix_spawn_file_actions_init(actions));
        checked("attr_init", libc.posix_spawnattr_init(attributes));
        try {
            for (int target = 0; target < standard.length; target++) {
                // Onto itself it clears close-on-exec (glibc 2.29 and newer).
                int errno = libc.posix_spawn_file_actions_adddup2(actions, standard[target], target);
                if (errno != 0) {
                    return Returned.failed(errno);
                }
            }
            checked("addclosefrom", libc.posix_spawn_file_actions_addclosefrom_np(actions, FIRST_CLOSED));
            byte[] none = new byte[Arch.SIGSET_BYTES];
            byte[] all = new byte[Arch.SIGSET_BYTES];
            Arrays.fill(all, (byte) 0xff);
            checked("setsigmask", libc.posix_spawnattr_setsigmask(attributes, none));
            checked("setsigdefault", libc.posix_spawnattr_setsigdefault(attributes, all));
            short flags = POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
            checked("setflags", libc.posix_spawnattr_setflags(attributes, flags));
            int[] pid = new int[1];
            int errno = libc.posix_spawnp(pid, file, actions, attributes, argv, env);
            return errno == 0 ? new Returned(pid[0], 0) : Returned.failed(errno);
        } finally {
            libc.posix_spawn_file_actions_destroy(actions);
            libc.posix_spawnattr_destroy(attributes);
        }
    }

    /** posix_spawn and its relatives return the error instead of setting errno. */
    private static void checked(String call, int errno) {
        if (errno != 0) {
            throw new IllegalStateException("posix_spawn " + call + ": " + Errno.name(errno));
        }
    }

    /** A null-terminated table of strings in native memory; holds on to what its addresses point to. */
    private static final class Strings {
        final Pointer table;
        final Pointer bytes;

        Strings(List<String> strings) {
            List<byte[]> encoded = new ArrayList<>();
            int total = 0;
            for (String string : strings) {
                if (string.indexOf('\0') >= 0) {
                    throw new IllegalArgumentException("string with a zero byte: " + string.replace("\0", "\\0")
                            + " (expected: none, C strings end there)");
                }
                byte[] one = string.getBytes(StandardCharsets.UTF_8);
                encoded.add(one);
                total += one.length + 1;
            }
            bytes = Memory.allocateDirect(Parent.RUNTIME, Math.max(total, 1), true);
            table = Memory.allocateDirect(Parent.RUNTIME, (strings.size() + 1) * Long.BYTES, true);
            int offset = 0;
            for (int i = 0; i < encoded.size(); i++) {
                byte[] one = encoded.get(i);
                bytes.put(offset, one, 0, one.length);
                table.putLong((long) i * Long.BYTES, bytes.address() + offset);
                offset += one.length + 1;
            }
        }
    }
}
