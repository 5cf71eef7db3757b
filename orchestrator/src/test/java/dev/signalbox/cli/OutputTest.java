package dev.signalbox.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
    @TempDir
    Path folder;

    @Test
    void shortOne_isToldByWorker() throws IOException {
        Files.writeString(folder.resolve("a.out"), "one\n\u001b[2Jtwo");
        Files.writeString(folder.resolve("b.out"), "");
        assertEquals("\na printed:\n  one\n  ?[2Jtwo", new Output(List.of("a", "b", "none"), folder).text());
    }

    @Test
    void longOne_isToldByFile() throws IOException {
        Files.writeString(folder.resolve("a.out"), "x\n".repeat(20));
        Files.writeString(folder.resolve("b.out"), "y\n");
        String text = "\na printed: " + folder.resolve("a.out") + "\nb printed: " + folder.resolve("b.out");
        assertEquals(text, new Output(List.of("a", "b"), folder).text());
    }
}
