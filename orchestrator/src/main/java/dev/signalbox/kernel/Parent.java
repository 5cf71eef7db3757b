package dev.signalbox.kernel;

import jnr.ffi.Runtime;

/** The loaded calls of a process that has children; nobody pays for them before the first. */
final class Parent {
    static final Libc.ParentCalls LIBC = Libc.load(Libc.ParentCalls.class);
    static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private Parent() {}

    static Returned returned(long value) {
        return value == -1 ? Returned.failed(RUNTIME.getLastError()) : new Returned(value, 0);
    }
}
