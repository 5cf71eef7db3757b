package dev.signalbox.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {

    @TempDir
    Path folder;

    /** Each bad file has its exact messages beside it. */
    @TestFactory
    Stream<DynamicTest> badFile_givesExactlyTheseMessages() throws IOException {
        return Generated.badFiles()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    Path golden = Path.of(file.toString().replaceFirst("\\.yaml$", ".txt"));
                    Generated.assertFresh(golden, messages(file) + "\n");
                }));
    }

    @Test
    void thereAreManyBadFiles() throws IOException {
        assertTrue(Generated.badFiles().count() >= 24);
    }

    @Test
    void missingFile_isSaidToBeMissing() {
        assertEquals("none.yaml: no such file (expected: a scenario file)", messages(folder.resolve("none.yaml")));
    }

    @Test
    void folder_isNotAScenario() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("pipes"));
        assertEquals("pipes: a folder (expected: a scenario file)", messages(inner));
    }

    @Test
    void device_isNotRead() {
        Path zero = Path.of("/dev/zero");
        assertEquals("zero: not a regular file (expected: a scenario file)", messages(zero));
    }

    @Test
    void deepBrackets_doNotOverflowTheStack() throws IOException {
        Path file = Files.writeString(folder.resolve("deep.yaml"), "[".repeat(20_000) + "]".repeat(20_000));
        assertEquals("deep.yaml:1:33: nested too deeply (expected: at most 32 levels)", messages(file));
    }

    @Test
    void deepBlocks_doNotOverflowTheStack() throws IOException {
        String text =
                IntStream.range(0, 1000).mapToObj(i -> " ".repeat(i) + "a:\n").collect(Collectors.joining());
        Path file = Files.writeString(folder.resolve("blocks.yaml"), text);
        assertEquals("blocks.yaml:33:33: nested too deeply (expected: at most 32 levels)", messages(file));
    }

    @Test
    void largeFile_isRefusedWithoutReadingIt() throws IOException {
        Path file = folder.resolve("large.yaml");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(50 << 20);
        }
        String message = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> messages(file));
        assertEquals("large.yaml: file too large: 52428800 bytes (expected: at most 1048576)", message);
    }

    @Test
    void tooManySteps_areCountedThroughRepeats() throws IOException {
        String body = "          - sleep(0)\n".repeat(999);
        String text = "workers:\n  w:\n    steps:\n      - repeat: 2\n        do:\n" + body + "      - sleep(0)\n";
        Path file = Files.writeString(folder.resolve("many.yaml"), text);
        assertEquals("many.yaml:2:3: too many steps: 1001 (expected: at most 1000 in a worker)", messages(file));
    }

    @Test
    void tooManyWorkers_areRefused() throws IOException {
        String workers = IntStream.range(0, 33)
                .mapToObj(i -> "  w" + i + ": { steps: [ sleep(0) ] }\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(folder.resolve("crowd.yaml"), "workers:\n" + workers);
        assertEquals(
                "crowd.yaml:2:3: workers: a map of 33 (expected: a map of 1 to 32 workers by name)", messages(file));
    }

    @Test
    void tooManyObjects_areRefused() throws IOException {
        String objects = IntStream.range(0, 65)
                .mapToObj(i -> "  p" + i + ": { pipe: {} }\n")
                .collect(Collectors.joining());
        String text = "objects:\n" + objects + "workers: { w: { steps: [ sleep(0) ] } }\n";
        Path file = Files.writeString(folder.resolve("heap.yaml"), text);
        assertEquals(
                "heap.yaml:2:3: objects: a map of 65 (expected: a map of 0 to 64 objects by name)", messages(file));
    }

    @Test
    void tooLongString_isRefused() throws IOException {
        String text = "objects: { p: { pipe: {} } }\nworkers:\n  w:\n    steps:\n      - write(p[1], \""
                + "x".repeat(65_537) + "\")\n";
        Path file = Files.writeString(folder.resolve("string.yaml"), text);
        assertEquals("string.yaml:5:21: string too long: 65537 bytes (expected: at most 65536)", messages(file));
    }

    @Test
    void manyProblems_areCutToTheFirst() throws IOException {
        String text = "workers:\n  w:\n    steps:\n" + "      - nonsense\n".repeat(500);
        Path file = Files.writeString(folder.resolve("nonsense.yaml"), text);
        List<Problem> problems = ScenarioParser.parse(file).problems();
        assertEquals(20, problems.size());
        assertEquals(4, problems.get(0).line());
    }

    @Test
    void largestFile_isParsedInTime() throws IOException {
        // Within the size limit, whatever it holds must not take long.
        Path file = Files.writeString(folder.resolve("commas.yaml"), "[" + "a,".repeat(500_000) + "]");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> messages(file));
    }

    /** The problems of a file, under its bare name. */
    private static String messages(Path file) {
        Parsed parsed = ScenarioParser.parse(file);
        assertTrue(parsed.scenario().isEmpty(), file + " should be refused");
        return parsed.problems().stream()
                .map(p -> new Problem(Path.of(p.file()).getFileName().toString(), p.line(), p.column(), p.text()))
                .map(Problem::toString)
                .collect(Collectors.joining("\n"));
    }
}
