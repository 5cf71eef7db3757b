package dev.signalbox.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** File systems that are full or may not be written to, each in a mount namespace of its own: root is stopped too. */
class MountIT {
    @TempDir
    Path home;

    private Product product;
    private List<String> unshare;

    @BeforeEach
    void makeNamespace() throws Exception {
        product = new Product(home);
        product.copy("short.yaml");
        Files.createDirectory(home.resolve("disk"));
        List<List<String>> ways = List.of(List.of("unshare", "-m"), List.of("unshare", "-rm"));
        unshare = ways.stream().filter(this::canMount).findFirst().orElse(null);
        assumeTrue(unshare != null, "nothing can be mounted here");
    }

    private boolean canMount(List<String> way) {
        try {
            return mounted(way, "-o ro none disk", List.of("true")).exit() == 0;
        } catch (IOException | InterruptedException notHere) {
            return false;
        }
    }

    @Test
    void readOnlyDisk_cannotKeepARun() throws Exception {
        String why = ": read-only file system (expected: a folder that can be written to)";
        assertSays("-o ro none disk", 2, "--out: disk" + why, "disk");
        assertSays("-o ro none disk", 2, "--out: disk/a/b" + why, "disk/a/b");
    }

    @Test
    void fullDisk_cannotKeepARun() throws Exception {
        // One page: enough for a folder and the beginning of a trace.
        assertSays(
                "-o size=4k none disk",
                3,
                "--out: disk/RUN: no space left on device"
                        + " (expected: room for the run; next: make room, or choose another folder)",
                "disk");
    }

    @Test
    void noSharedMemory_isOneSentence() throws Exception {
        assertSays(
                "-o size=64k none /dev/shm",
                3,
                "/dev/shm: no recording of worker writer: No space left on device"
                        + " (expected: room for 3 MiB a worker; next: see what df /dev/shm says)",
                "runs");
    }

    @Test
    void sharedMemoryForOneWorkerOnly_isOneSentence() throws Exception {
        assertSays(
                "-o size=3m none /dev/shm",
                3,
                "/dev/shm: no recording of worker reader: No space left on device"
                        + " (expected: room for 3 MiB a worker; next: see what df /dev/shm says)",
                "runs");
    }

    private void assertSays(String mount, int exit, String message, String out) throws Exception {
        List<String> command = product.command(List.of(), "run", "short.yaml", "--headless", "--out", out);
        Product.Said said = mounted(unshare, mount, command);
        String err = said.err().replaceAll("\\d{8}-\\d{6}-short", "RUN");
        // What is left on the mount is told on standard output.
        assertAll(
                () -> assertEquals(message + "\n", err),
                () -> assertEquals("", said.out()),
                () -> assertEquals(exit, said.exit()),
                () -> product.assertNothingIsLeft(said.pid()),
                () -> assertEquals(List.of(), Left.files(home.resolve(out))));
    }

    /** Runs a command beside a tmpfs; then lists on standard output what is on it, and what it left in /dev/shm. */
    private Product.Said mounted(List<String> way, String mount, List<String> command)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(way);
        all.addAll(List.of(
                "sh",
                "-c",
                "mount -t tmpfs " + mount + " || exit 99; \"$@\" & p=$!; wait $p; e=$?;"
                        + " ls disk; ls /dev/shm | grep signalbox-$p-; exit $e",
                "sh"));
        all.addAll(command);
        return product.start(all).said();
    }
}
