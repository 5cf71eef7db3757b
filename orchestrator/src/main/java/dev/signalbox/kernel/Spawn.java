package dev.signalbox.kernel;

import dev.signalbox.trace.Errno;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/** One posix_spawn, with the native memory it needs. */
final class Spawn {
    private static final short POSIX_SPAWN_SETSIGDEF = 0x04;
    private static final short POSIX_SPAWN_SETSIGMASK = 0x08;
    private static final short POSIX_SPAWN_SETSID = 0x80;

    private Spawn() {}

    static Returned spawn(Child child) {
        List<String> pairs = new ArrayList<>();
        child.environment().forEach((name, value) -> pairs.add(name + "=" + value));
        Strings arguments = new Strings(child.argv());
        Strings variables = new Strings(pairs);
        Pointer actions = Memory.allocateDirect(Parent.RUNTIME, Arch.SPAWN_ACTIONS_BYTES, true);
        Pointer attributes = Memory.allocateDirect(Parent.RUNTIME, Arch.SPAWN_ATTRIBUTES_BYTES, true);
        try {
            return spawn(child, arguments.table, variables.table, actions, attributes);
        } finally {
            // Native memory is freed with its Pointer, and the tables hold mere addresses of the strings.
            Reference.reachabilityFence(arguments);
            Reference.reachabilityFence(variables);
            Reference.reachabilityFence(actions);
            Reference.reachabilityFence(attributes);
        }
    }

    private static Returned spawn(Child child, Pointer argv, Pointer env, Pointer actions, Pointer attributes) {
        Libc.ParentCalls libc = Parent.LIBC;
        checked("file_actions_init", libc.posix_spawn_file_actions_init(actions));
        checked("attr_init", libc.posix_spawnattr_init(attributes));
        try {
            int errno = descriptors(child.descriptors(), actions);
            if (errno != 0) {
                return Returned.failed(errno);
            }
            if (child.folder() != null) {
                checked("addchdir", libc.posix_spawn_file_actions_addchdir_np(actions, child.folder()));
            }
            byte[] none = new byte[Arch.SIGSET_BYTES];
            byte[] all = new byte[Arch.SIGSET_BYTES];
            Arrays.fill(all, (byte) 0xff);
            checked("setsigmask", libc.posix_spawnattr_setsigmask(attributes, none));
            checked("setsigdefault", libc.posix_spawnattr_setsigdefault(attributes, all));
            int flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | (child.session() ? POSIX_SPAWN_SETSID : 0);
            checked("setflags", libc.posix_spawnattr_setflags(attributes, (short) flags));
            int[] pid = new int[1];
            errno = libc.posix_spawnp(pid, child.argv().get(0), actions, attributes, argv, env);
            return errno == 0 ? new Returned(pid[0], 0) : Returned.failed(errno);
        } finally {
            libc.posix_spawn_file_actions_destroy(actions);
            libc.posix_spawnattr_destroy(attributes);
        }
    }

    /** The numbers that the child gets, and no other; returns an error number. */
    private static int descriptors(SortedMap<Integer, Integer> numbers, Pointer actions) {
        Libc.ParentCalls libc = Parent.LIBC;
        int beyond = 1
                + IntStream.concat(
                                numbers.keySet().stream().mapToInt(n -> n),
                                numbers.values().stream().mapToInt(n -> n))
                        .max()
                        .orElse(0);
        Map<Integer, Integer> moved = new HashMap<>();
        for (int here : numbers.values()) {
            // One that a number of the child's would overwrite before it is copied.
            if (numbers.getOrDefault(here, here) != here && !moved.containsKey(here)) {
                int errno = libc.posix_spawn_file_actions_adddup2(actions, here, beyond + moved.size());
                if (errno != 0) {
                    return errno;
                }
                moved.put(here, beyond + moved.size());
            }
        }
        for (Map.Entry<Integer, Integer> number : numbers.entrySet()) {
            int here = moved.getOrDefault(number.getValue(), number.getValue());
            // Onto itself it clears close-on-exec (glibc 2.29 and newer).
            int errno = libc.posix_spawn_file_actions_adddup2(actions, here, number.getKey());
            if (errno != 0) {
                return errno;
            }
        }
        int free = 0;
        for (int there : numbers.keySet()) {
            for (; free < there; free++) {
                // libc lets a number pass that is not open.
                checked("addclose", libc.posix_spawn_file_actions_addclose(actions, free));
            }
            free = there + 1;
        }
        checked("addclosefrom", libc.posix_spawn_file_actions_addclosefrom_np(actions, free));
        return 0;
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
