package dev.signalbox.cli;

import dev.signalbox.run.Run;
import dev.signalbox.run.RunException;
import dev.signalbox.scenario.Scenario;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C and SIGTERM end before this process ends.
 *
 * <p>They only say so: the thread that plays, wherever it is then, sees it, ends the workers and tells the rest.
 */
final class Playing {
    /** Then the process ends anyway, and the kernel ends the workers. */
    private static final long END_MS_MAX = 3_000;

    private static final CountDownLatch OVER = new CountDownLatch(1);
    private static volatile boolean interrupted;
    private static boolean hooked;

    private Playing() {}

    static synchronized Run prepare(Scenario scenario, Path out, Clock clock) throws RunException {
        if (!hooked) {
            try {
                Runtime.getRuntime().addShutdownHook(new Thread(Playing::interrupt, "interrupt"));
            } catch (IllegalStateException endsAlready) {
                interrupted = true;
            }
            hooked = true;
        }
        return Run.prepare(scenario, out, clock, () -> interrupted);
    }

    /** Nothing runs any more, and all is told. */
    static void over() {
        OVER.countDown();
    }

    private static void interrupt() {
        interrupted = true;
        try {
            OVER.await(END_MS_MAX, TimeUnit.MILLISECONDS);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }
}
