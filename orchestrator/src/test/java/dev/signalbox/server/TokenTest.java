package dev.signalbox.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
    @TempDir
    Path home;

    private Path file() {
        return home.resolve("signalbox/token");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void token_isKeptForTheUserAlone() throws Exception {
        Token first = Token.ofUser(Map.of("XDG_STATE_HOME", home.toString()));
        Token second = Token.ofUser(Map.of("XDG_STATE_HOME", home.toString()));
        assertEquals(first.text(), second.text());
        assertEquals("rw-------", mode(file()));
        assertEquals("rwx------", mode(file().getParent()));
        try (Stream<Path> left = Files.list(file().getParent())) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void token_isUnderHomeWhereNoStateFolderIsNamed() {
        Token.ofUser(Map.of("HOME", home.toString()));
        assertTrue(Files.exists(home.resolve(".local/state/signalbox/token")));
    }

    @Test
    void token_thatOthersCouldReadIsReplaced() throws Exception {
        String first = Token.keptIn(home.resolve("signalbox")).text();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        assertNotEquals(first, Token.keptIn(home.resolve("signalbox")).text());
        assertEquals("rw-------", mode(file()));
    }

    @Test
    void token_thatIsDamagedIsReplaced() throws Exception {
        Token.keptIn(home.resolve("signalbox"));
        Files.writeString(file(), "short\n");
        assertEquals(22, Token.keptIn(home.resolve("signalbox")).text().length());
    }

    @Test
    void token_isMadeAnewWhereItCannotBeKept() throws Exception {
        Path plain = Files.createFile(home.resolve("file"));
        Token token = Token.ofUser(Map.of("XDG_STATE_HOME", plain.toString()));
        assertTrue(token.is(token.text()));
    }

    @Test
    void token_knowsItselfAndNothingElse() {
        Token token = Token.random();
        assertTrue(token.is(token.text()));
        assertFalse(token.is(null));
        assertFalse(token.is(""));
        assertFalse(token.is(token.text() + "x"));
        assertFalse(token.toString().contains(token.text()));
    }
}
