package dev.signalbox.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Copies of a run with one thing wrong in each. */
final class DamagedRuns {
    private static final int HEADER_BYTES_AT = 12;
    private static final int ROW_BYTES = 128;
    private static final int WORKER_AT = 4;

    private final byte[] json;
    private final byte[] trace;
    private final Path to;

    private DamagedRuns(Path good, Path to) throws IOException {
        json = Files.readAllBytes(good.resolve("run.json"));
        trace = Files.readAllBytes(good.resolve("trace.sbx"));
        this.to = to;
    }

    static void make(Path good, Path to) throws IOException {
        DamagedRuns runs = new DamagedRuns(good, to);
        runs.write("json-cut", Arrays.copyOf(runs.json, 100), runs.trace);
        runs.write("json-null", text("null"), runs.trace);
        runs.write("json-list", text("[]"), runs.trace);
        runs.write("json-empty-object", text("{}"), runs.trace);
        runs.write("json-binary", new byte[] {(byte) 0xff, 0}, runs.trace);
        runs.write("trace-missing", runs.json, null);
        runs.write("trace-empty", runs.json, new byte[0]);
        runs.write("trace-other", runs.json, runs.json);
        runs.write("trace-newer", runs.json, runs.changed(8, 'x'));
        runs.write("trace-worker", runs.json, runs.changed(runs.row(3) + WORKER_AT, 7));
    }

    private int row(int step) {
        return (trace[HEADER_BYTES_AT] & 0xff | (trace[HEADER_BYTES_AT + 1] & 0xff) << 8) + (step - 1) * ROW_BYTES;
    }

    private byte[] changed(int at, int to) {
        byte[] copy = trace.clone();
        copy[at] = (byte) to;
        return copy;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void write(String name, byte[] info, byte[] rows) throws IOException {
        Path folder = Files.createDirectory(to.resolve(name));
        Files.write(folder.resolve("run.json"), info);
        if (rows != null) {
            Files.write(folder.resolve("trace.sbx"), rows);
        }
    }
}
