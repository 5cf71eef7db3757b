package dev.signalbox.launch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder of one run that is gone with it.
 *
 * @param folder private to the user
 * @param work where the workers work: FIFOs have their names here
 * @param jobs what workers tell those they start
 */
record Workplace(Path folder, Path work, Path jobs) {

    static Workplace create(Path folder) throws IOException {
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new Workplace(
                folder, Files.createDirectory(folder.resolve("work")), Files.createDirectory(folder.resolve("jobs")));
    }

    void remove() throws IOException {
        delete(folder);
    }

    /** Deletes a file, or a folder with all that is in it; follows no links. */
    static void delete(Path what) throws IOException {
        if (!Files.exists(what, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(what, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failed) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
