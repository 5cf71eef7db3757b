package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.trace.Errno;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cells of the table of read() and write(), and what each came to: a number, an errno or {@link #WAITS}.
 *
 * <p>A cell is named as the C program prints it and as the note before it in a scenario says, such as {@code read 100,
 * blocking, empty, writers present}.
 */
record Cells(Map<String, String> byName) {
    static final String WAITS = "waits";

    private static final String PROGRAM = "/witness/read-write.c";
    private static final Pattern NOTE = Pattern.compile("^ *- note\\(\"((read|write) \\d+, .*)\"\\)$");
    private static final long END_S_MAX = 60;

    /** What a C program observes, which is built and run in this folder. */
    static Cells observed(Path folder) throws Exception {
        Path source = folder.resolve("read-write.c");
        Path program = folder.resolve("read-write");
        try (InputStream in = Cells.class.getResourceAsStream(PROGRAM)) {
            Files.copy(in, source);
        }
        said("gcc", "-Wall", "-Wextra", "-Werror", "-O1", "-o", program.toString(), source.toString());
        Map<String, String> cells = new LinkedHashMap<>();
        said(program.toString()).lines().forEach(line -> {
            String[] parts = line.split(" = ");
            assertNull(cells.put(parts[0], parts[1]), "a cell twice: " + line);
        });
        return new Cells(cells);
    }

    private static String said(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(END_S_MAX, TimeUnit.SECONDS), () -> "still runs: " + List.of(command));
            assertEquals(0, process.exitValue(), () -> List.of(command) + " said " + out);
            return out;
        } finally {
            process.destroyForcibly();
        }
    }

    /** What the trace of a run tells: in each chapter, the last call of the kind that its note names. */
    static Cells recorded(Played played) throws Exception {
        List<String> source = played.past().info().scenario().source().lines().toList();
        Map<Integer, Matcher> chapters = new HashMap<>();
        Map<String, String> cells = new LinkedHashMap<>();
        for (Event e : played.events()) {
            if (e.op() == Op.NOTE) {
                Matcher note = NOTE.matcher(source.get(e.line() - 1));
                assertTrue(note.matches(), () -> "no cell: " + source.get(e.line() - 1));
                chapters.put(e.tid(), note);
                assertNull(cells.put(note.group(1), "nothing"), "a cell twice: " + note.group(1));
            }
            Matcher chapter = chapters.get(e.tid());
            if (chapter != null && e.op().call().equals(chapter.group(2)) && !e.has(Event.INFERRED)) {
                cells.put(chapter.group(1), outcome(e));
            }
        }
        return new Cells(cells);
    }

    /** A call that was begun and never returned waits, if that was seen as well. */
    private static String outcome(Event e) {
        if (e.phase() == Phase.ENTER) {
            return e.has(Event.WAITS) ? WAITS : "begun";
        }
        return e.errno() == 0 ? Long.toString(e.result()) : Errno.name(e.errno());
    }

    /** Every cell is there on both sides, and came to the same. */
    void assertSame(Cells others) {
        byName.forEach((cell, outcome) -> assertEquals(outcome, others.byName.get(cell), cell));
        assertEquals(byName.keySet(), others.byName.keySet(), "the cells");
    }

    int count() {
        return byName.size();
    }
}
