package dev.signalbox.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signalbox.kernel.End;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void workerThatWasKilled_isToldFromOneThatExitedWith137() {
        assertEquals("was killed by SIGKILL", text(new End(true, 9, false)));
        assertEquals("exited with code 137", text(new End(false, 137, false)));
    }

    @Test
    void workerThatWasTerminated_isToldFromOneThatExitedWith143() {
        assertEquals("was killed by SIGTERM", text(new End(true, 15, false)));
        assertEquals("exited with code 143", text(new End(false, 143, false)));
    }

    private static String text(End end) {
        return Report.endInfo(end).toString();
    }
}
