package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What processes can leave on a machine: objects of System V, files in shared memory, FIFOs, and themselves.
 *
 * @param ipc one line for each, as {@code ipcs} prints it
 * @param shared names in /dev/shm
 */
record Machine(Set<String> ipc, Set<String> shared) {

    /** What there is now. */
    static Machine now() throws Exception {
        Process ipcs = new ProcessBuilder("ipcs").start();
        Set<String> objects = new TreeSet<>();
        new String(ipcs.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("0x"))
                .forEach(objects::add);
        assertEquals(0, ipcs.waitFor(), "ipcs");
        Set<String> shared = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
            files.forEach(file -> shared.add(file.getFileName().toString()));
        }
        return new Machine(objects, shared);
    }

    /** Nothing is there that was not before; another Signalbox, whatever its process, may have its own. */
    void assertNothingMoreThan(Machine before, long orchestrator) {
        Set<String> moreIpc = new TreeSet<>(ipc);
        moreIpc.removeAll(before.ipc);
        assertEquals(Set.of(), moreIpc, "objects that ipcs tells of");
        Set<String> moreShared = new TreeSet<>(shared);
        moreShared.removeAll(before.shared);
        moreShared.removeIf(name -> name.startsWith("signalbox-") && !name.startsWith("signalbox-" + orchestrator));
        assertEquals(Set.of(), moreShared, "files in /dev/shm");
    }

    /** Processes whose environment has this word: whoever was started with it, and all that they started. */
    static List<String> processesWith(String word) throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : all) {
                if (text(process.resolve("environ")).contains(word)) {
                    found.add(process.getFileName() + " "
                            + text(process.resolve("cmdline")).replace('\0', ' '));
                }
            }
        }
        return found;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }

    /** What below a folder is neither a file nor a folder: FIFOs and sockets. */
    static List<Path> special(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> !Files.isRegularFile(f) && !Files.isDirectory(f))
                    .toList();
        }
    }
}
