package dev.signalbox.agent;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Reads native memory, with java.base alone. Hot.
 *
 * <p>The JDK's Unsafe, by method handles: its package is opened while the program runs, so javac cannot know it. Few
 * programs need it, so it is loaded by the first that does.
 */
final class Memory {
    private static final MethodHandle GET_LONG = find("getLong", long.class);
    private static final MethodHandle GET_INT = find("getInt", int.class);
    private static final MethodHandle GET_BYTE = find("getByte", byte.class);

    private Memory() {}

    /** Null where this JDK has no such method; what is read is 0 then. */
    private static MethodHandle find(String method, Class<?> type) {
        Hook.enterAgent();
        try {
            Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe", true, null);
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(unsafe, MethodHandles.lookup());
            Object it = lookup.findStatic(unsafe, "getUnsafe", MethodType.methodType(unsafe))
                    .invoke();
            return lookup.findVirtual(unsafe, method, MethodType.methodType(type, long.class))
                    .bindTo(it);
        } catch (Throwable absent) {
            return null;
        } finally {
            Hook.leaveAgent();
        }
    }

    /** Whether memory can be read here. */
    static boolean isOpen() {
        return GET_LONG != null && GET_INT != null && GET_BYTE != null;
    }

    static long longAt(long address) {
        try {
            return (long) GET_LONG.invokeExact(address);
        } catch (Throwable impossible) {
            return 0;
        }
    }

    static int intAt(long address) {
        try {
            return (int) GET_INT.invokeExact(address);
        } catch (Throwable impossible) {
            return 0;
        }
    }

    static byte byteAt(long address) {
        try {
            return (byte) GET_BYTE.invokeExact(address);
        } catch (Throwable impossible) {
            return 0;
        }
    }
}
