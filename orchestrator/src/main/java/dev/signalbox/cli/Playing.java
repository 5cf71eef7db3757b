package dev.signalbox.cli;

import dev.signalbox.run.Run;
import dev.signalbox.run.RunException;
import dev.signalbox.scenario.Scenario;
import java.nio.file.Path;
import java.time.Clock;

/** The run that goes on now; Ctrl-C and SIGTERM end it before this process ends. */
final class Playing {
    private static volatile Run now;
    private static boolean hooked;

    private Playing() {}

    static synchronized Run prepare(Scenario scenario, Path out, Clock clock) throws RunException {
        if (!hooked) {
            hooked = true;
            Runtime.getRuntime().addShutdownHook(new Thread(Playing::interrupt, "interrupt"));
        }
        now = Run.prepare(scenario, out, clock);
        return now;
    }

    static void over() {
        now = null;
    }

    private static void interrupt() {
        Run run = now;
        if (run != null) {
            run.interrupt();
        }
    }
}
