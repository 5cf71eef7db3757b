package dev.signalbox.cli;

import dev.signalbox.kernel.Proc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a command left behind. */
final class Left {
    private Left() {}

    /** Processes whose command line has this word; zombies have none. */
    static List<Integer> processes(Path word) {
        List<Integer> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path one : all) {
                if (commandLine(one).contains(word.toString())) {
                    found.add(Integer.parseInt(one.getFileName().toString()));
                }
            }
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return found;
    }

    /** Processes that belong to a run of an orchestrator, whoever started them. */
    static List<Integer> marked(long orchestrator) {
        try {
            List<Integer> found = new ArrayList<>();
            for (int pid : Proc.pids()) {
                if (environment(pid).stream().anyMatch(v -> v.startsWith("SIGNALBOX_RUN=signalbox-" + orchestrator))) {
                    found.add(pid);
                }
            }
            return found;
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static List<String> environment(int pid) {
        try {
            return Proc.environment(pid);
        } catch (IOException anotherUsers) {
            return List.of();
        }
    }

    private static String commandLine(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return "";
        }
    }

    /** Files of shared memory that an orchestrator made. */
    static List<Path> recordings(long pid) {
        return list(Path.of("/dev/shm"), "signalbox-" + pid + "-");
    }

    static List<Path> files(Path folder) {
        return Files.isDirectory(folder) ? list(folder, "") : List.of();
    }

    private static List<Path> list(Path folder, String prefix) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
