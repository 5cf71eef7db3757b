package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of read() and write(): what our runs record is what a C program observes, cell by cell. */
class ReadWriteTableIT {
    private static final int CELLS = 60;

    @TempDir
    static Path folder;

    private static Cells observed;

    @BeforeAll
    static void observe() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/gcc")), "no gcc (next: apt-get install gcc libc6-dev)");
        observed = Cells.observed(Files.createDirectory(folder.resolve("c")));
    }

    @Test
    void whatRunsRecord_isWhatTheProgramObserves() throws Exception {
        Cells recorded = recorded();
        observed.assertSame(recorded);
        assertEquals(CELLS, recorded.count(), "cells");
        System.out.println("read and write: " + recorded.count() + " cells are the same in C and in our runs, "
                + recorded.byName().values().stream()
                        .filter(Cells.WAITS::equals)
                        .count() + " of them wait");
        oneOtherCell_isSeen(recorded);
    }

    /** The comparison above can fail, wherever the difference is. */
    private static void oneOtherCell_isSeen(Cells recorded) {
        for (String cell : recorded.byName().keySet()) {
            Map<String, String> doctored = new LinkedHashMap<>(recorded.byName());
            doctored.put(cell, doctored.get(cell).equals("100") ? "99" : "100");
            assertThrows(AssertionError.class, () -> observed.assertSame(new Cells(doctored)), cell);
            doctored.remove(cell);
            assertThrows(AssertionError.class, () -> observed.assertSame(new Cells(doctored)), cell);
        }
    }

    @Test
    void thePageBesideTheScenarios_isFresh() throws Exception {
        Path page = readWrite().get(0).resolveSibling("README.md");
        String text = ReadWritePage.text(observed);
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(page, text);
        }
        assertEquals(text, Files.readString(page), page + " is stale; run this test with -Dregenerate=true");
    }

    private static Cells recorded() throws Exception {
        Map<String, String> cells = new LinkedHashMap<>();
        for (Path scenario : readWrite()) {
            Path runs = Files.createDirectory(folder.resolve(scenario.getFileName()));
            try (Play play = Product.here().play(scenario, runs)) {
                Played played = play.ended();
                assertEquals(0, played.exit(), () -> played.result() + "\n" + played.stderr());
                Cells.recorded(played)
                        .byName()
                        .forEach((cell, outcome) -> assertNull(cells.put(cell, outcome), "twice: " + cell));
            }
        }
        return new Cells(cells);
    }

    private static List<Path> readWrite() throws Exception {
        return Product.scenarios().stream()
                .filter(f -> f.getParent().endsWith("pipes/read-write"))
                .toList();
    }
}
