package dev.signalbox.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

/** The secret that a browser must show: 128 random bits, kept for the user. */
public final class Token {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{22}");

    private final String text;

    private Token(String text) {
        this.text = text;
    }

    /** A token that nobody keeps. */
    public static Token random() {
        byte[] bits = new byte[16];
        new SecureRandom().nextBytes(bits);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /**
     * The token of this user, made at the first call, so that links survive a restart.
     *
     * <p>Where it cannot be kept (a read-only home), a token for this process alone.
     *
     * @param env the environment: XDG_STATE_HOME, else HOME, says where it is kept
     */
    public static Token ofUser(Map<String, String> env) {
        String state = env.get("XDG_STATE_HOME");
        // The XDG base directory specification: a relative path is to be ignored.
        Path base = state != null && state.startsWith("/")
                ? Path.of(state)
                : Path.of(env.getOrDefault("HOME", System.getProperty("user.home")), ".local", "state");
        try {
            return keptIn(base.resolve("signalbox"));
        } catch (IOException cannotKeep) {
            return random();
        }
    }

    static Token keptIn(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path file = folder.resolve("token");
        Token kept = read(file);
        return kept != null ? kept : write(folder, file);
    }

    private static Token read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        // Others could have read it: it is no secret any more.
        boolean secret = PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                .endsWith("------");
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (secret && SHAPE.matcher(text).matches()) {
            return new Token(text);
        }
        Files.delete(file);
        return null;
    }

    /** Writes beside the file and links: two first starts at once agree on one token, and none reads half of one. */
    private static Token write(Path folder, Path file) throws IOException {
        Token fresh = random();
        Path draft = Files.createTempFile(
                folder,
                "token",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, fresh.text + "\n");
            Files.createLink(file, draft);
            return fresh;
        } catch (FileAlreadyExistsException otherWasFirst) {
            Token other = read(file);
            return other != null ? other : fresh;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Whether this is the token; takes the same time however much of it is right. */
    boolean is(String shown) {
        return shown != null
                && MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    /** The token itself, for the address that is printed. */
    String text() {
        return text;
    }

    @Override
    public String toString() {
        return "Token";
    }
}
