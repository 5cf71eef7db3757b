package dev.signalbox.witness;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, never for a time. */
final class Await {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private Await() {}

    /** What is asked again and again; it may read files that are not there yet. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    /** @throws AssertionError when the condition does not hold before the deadline */
    static void until(String what, Duration deadline, Condition condition) throws Exception {
        long end = System.nanoTime() + deadline.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("after " + deadline.toSeconds() + " s still not: " + what);
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }
}
