package dev.signalbox.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void sentence_hasOneFullStop() {
        assertEquals("a: b.", Words.sentence("a: b"));
        assertEquals("a: b\nc.", Words.sentence("a: b\nc."));
        assertEquals("what?", Words.sentence("what?"));
    }

    @Test
    void why_leavesTheNameOut() {
        assertEquals("no such file or directory", Words.why(new NoSuchFileException("/a")));
        assertEquals("not a folder", Words.why(new FileAlreadyExistsException("/a")));
        assertEquals("permission denied", Words.why(new AccessDeniedException("/a")));
        assertEquals("read-only file system", Words.why(new FileSystemException("/a", null, "Read-only file system")));
        assertEquals("no space left on device", Words.why(new IOException("No space left on device")));
        assertEquals("IOException", Words.why(new IOException()));
    }

    @Test
    void next_joinsTheBracketsThatAreThere() {
        assertEquals("x: 1 (expected: 2; next: try 2)", Words.next("x: 1 (expected: 2)", "try 2"));
        assertEquals("x: 1 (next: try 2)", Words.next("x: 1", "try 2"));
    }

    @Test
    void duration_hasThreeDigits() {
        assertEquals("414 ms", Words.duration(414_000_000));
        assertEquals("999 ns", Words.duration(999));
        assertEquals("1.50 us", Words.duration(1_500));
        assertEquals("60.0 s", Words.duration(60_000_000_000L));
    }
}
