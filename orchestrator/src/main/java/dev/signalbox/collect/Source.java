package dev.signalbox.collect;

import dev.signalbox.kernel.End;
import dev.signalbox.trace.Recording;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Where the events of one worker come from.
 *
 * @param pid of its process, 0 until it is started
 * @param isSpawned another worker starts it
 * @param recording null for a program that records nothing
 * @param hasOwnThreads threads of which nothing was recorded can act, too
 * @param end how its process ended, null while it runs
 * @param endNs when that was learned, System.nanoTime; set before {@code end}
 */
public record Source(
        IntSupplier pid,
        boolean isSpawned,
        Recording recording,
        boolean hasOwnThreads,
        Supplier<End> end,
        LongSupplier endNs) {

    /** One that plays steps and is there from the beginning. */
    public Source(int pid, Recording recording, Supplier<End> end, LongSupplier endNs) {
        this(() -> pid, false, recording, false, end, endNs);
    }
}
