package dev.signalbox.kernel;

import jnr.ffi.Runtime;

/** The loaded calls of the orchestrator; nobody pays for them before the first. */
final class Launcher {
    static final Libc.LauncherCalls LIBC = Libc.load(Libc.LauncherCalls.class);
    static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private Launcher() {}

    static Returned returned(long value) {
        return value == -1 ? Returned.failed(RUNTIME.getLastError()) : new Returned(value, 0);
    }
}
