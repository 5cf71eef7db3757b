package dev.signalbox.agent;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Reads native memory, with java.base alone. Hot.
 *
 * <p>The JDK's Unsafe, by method handles: its package is opened while the program runs, so javac cannot know it.
 */
final class Memory {
    private static MethodHandle getLong;
    private static MethodHandle getInt;
    private static MethodHandle getByte;

    private Memory() {}

    /** Call it once, when jdk.internal.misc is open to us. */
    static void open() throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe", true, null);
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(unsafe, MethodHandles.lookup());
        try {
            Object it = lookup.findStatic(unsafe, "getUnsafe", MethodType.methodType(unsafe))
                    .invoke();
            getLong = lookup.findVirtual(unsafe, "getLong", MethodType.methodType(long.class, long.class))
                    .bindTo(it);
            getInt = lookup.findVirtual(unsafe, "getInt", MethodType.methodType(int.class, long.class))
                    .bindTo(it);
            getByte = lookup.findVirtual(unsafe, "getByte", MethodType.methodType(byte.class, long.class))
                    .bindTo(it);
        } catch (ReflectiveOperationException | RuntimeException | Error known) {
            throw known;
        } catch (Throwable other) {
            throw new ReflectiveOperationException(other);
        }
    }

    static long longAt(long address) {
        try {
            return (long) getLong.invokeExact(address);
        } catch (Throwable impossible) {
            return 0;
        }
    }

    static int intAt(long address) {
        try {
            return (int) getInt.invokeExact(address);
        } catch (Throwable impossible) {
            return 0;
        }
    }

    static byte byteAt(long address) {
        try {
            return (byte) getByte.invokeExact(address);
        } catch (Throwable impossible) {
            return 0;
        }
    }
}
