package dev.signalbox.collect;

import dev.signalbox.kernel.End;
import dev.signalbox.trace.Recording;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Where the events of one worker come from.
 *
 * @param end how its process ended, null while it runs
 * @param endNs when that was learned, System.nanoTime; set before {@code end}
 */
public record Source(int pid, Recording recording, Supplier<End> end, LongSupplier endNs) {}
