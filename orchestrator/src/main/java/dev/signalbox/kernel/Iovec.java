package dev.signalbox.kernel;

import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** Several buffers one behind the other in native memory, and the iovec that names them. */
final class Iovec {
    /** Freed with the last reference to this: keep one until the call is over. */
    final Pointer memory;
    /** Address, length, address, … */
    final long[] table;

    Iovec(Runtime runtime, byte[][] buffers) {
        long total = 0;
        for (byte[] buffer : buffers) {
            total += buffer.length;
        }
        memory = Memory.allocateDirect(runtime, Math.max(1, Math.toIntExact(total)));
        // Never without a place to point to.
        table = new long[Math.max(2, 2 * buffers.length)];
        long at = memory.address();
        for (int i = 0; i < buffers.length; i++) {
            table[2 * i] = at;
            table[2 * i + 1] = buffers[i].length;
            at += buffers[i].length;
        }
    }

    void fill(byte[][] buffers) {
        long at = 0;
        for (byte[] buffer : buffers) {
            memory.put(at, buffer, 0, buffer.length);
            at += buffer.length;
        }
    }

    /** The first {@code count} bytes, in the order of the buffers. */
    void empty(byte[][] buffers, long count) {
        long at = 0;
        for (byte[] buffer : buffers) {
            int some = (int) Math.min(buffer.length, count - at);
            if (some <= 0) {
                return;
            }
            memory.get(at, buffer, 0, some);
            at += some;
        }
    }
}
