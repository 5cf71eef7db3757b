package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} over every scenario file: all run as expected, and the machine is as it was before. */
class CheckIT {
    private static final int ROUNDS = Boolean.getBoolean("long") ? 20 : 1;
    private static final long END_S_MAX = 600;

    @TempDir
    Path folder;

    @Test
    void everyScenario_runsAsExpectedAndLeavesNothing() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            checkAll(Files.createDirectory(folder.resolve("round" + round)));
        }
    }

    private static void checkAll(Path home) throws Exception {
        Path temporary = Files.createDirectory(home.resolve("temporary"));
        Path out = home.resolve("stdout");
        // Every process of the run inherits it, and so can be found however it was started.
        String mark = "SIGNALBOX_TEST=" + UUID.randomUUID();
        Machine before = Machine.now();
        List<String> command =
                new ArrayList<>(Product.here().command("check", Product.SCENARIOS.toString(), "--out", "runs"));
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put(mark.split("=")[0], mark.split("=")[1]);
        builder.environment().put("TMPDIR", temporary.toString());
        long from = System.nanoTime();
        Process check = builder.start();
        try {
            assertTrue(check.waitFor(END_S_MAX, TimeUnit.SECONDS), () -> "still runs: " + said(out));
            assertEquals(0, check.exitValue(), () -> "check said\n" + said(out));
            assertEquals(List.of(), Machine.processesWith(mark), "processes");
            Machine.now().assertNothingMoreThan(before, check.pid());
            assertEquals(List.of(), Machine.special(home), "FIFOs");
            try (Stream<Path> left = Files.list(temporary)) {
                assertEquals(List.of(), left.toList(), "temporary files");
            }
        } finally {
            check.descendants().forEach(ProcessHandle::destroyForcibly);
            check.destroyForcibly();
        }
        System.out.println("check: " + said(out).lines().reduce((a, b) -> b).orElse("nothing") + ", "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from) + " ms, nothing is left");
    }

    private static String said(Path out) {
        try {
            return Files.readString(out);
        } catch (java.io.IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
