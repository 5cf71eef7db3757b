package dev.signalbox.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the workers of a run have printed: all of it where it is short, else where it is. */
final class Output {
    private static final int LINES_MAX = 20;
    private static final int BYTES_MAX = 4096;

    private final Map<String, Path> files = new LinkedHashMap<>();

    Output(List<String> workers, Path folder) {
        workers.forEach(name -> files.put(name, folder.resolve(name + ".out")));
    }

    /** Lines, each with a line feed before it; empty where nobody has printed anything. */
    String text() {
        Map<String, List<String>> printed = new LinkedHashMap<>();
        long bytes = 0;
        int lines = 0;
        for (Map.Entry<String, Path> file : files.entrySet()) {
            byte[] first = first(file.getValue());
            if (first.length > 0) {
                List<String> said =
                        new String(first, StandardCharsets.UTF_8).lines().toList();
                printed.put(file.getKey(), said);
                bytes += first.length;
                lines += said.size();
            }
        }
        boolean isShort = bytes <= BYTES_MAX && lines <= LINES_MAX;
        StringBuilder text = new StringBuilder();
        printed.forEach((worker, said) -> {
            text.append('\n').append(worker).append(" printed:");
            if (isShort) {
                said.forEach(line -> text.append("\n  ").append(harmless(line)));
            } else {
                text.append(' ').append(files.get(worker));
            }
        });
        return text.toString();
    }

    /** No more of it than tells that it is long. */
    private static byte[] first(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(BYTES_MAX + 1);
        } catch (IOException none) {
            return new byte[0];
        }
    }

    /** Without what a terminal would obey. */
    private static String harmless(String line) {
        return line.replaceAll("[\\p{Cntrl}&&[^\\t]]", "?");
    }
}
