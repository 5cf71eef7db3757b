package dev.signalbox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signalbox.trace.Op;
import dev.signalbox.trace.Recording;
import dev.signalbox.trace.TraceReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookTest {
    private static final int READ = Op.READ.id();

    @TempDir
    Path folder;

    @Test
    void callOnAClosedDescriptor_isOfItsLastObjectOnlyWhenItFails() throws Exception {
        Path file = Files.createFile(folder.resolve("object"));
        Map<String, Object> stat = Files.readAttributes(file, "unix:dev,ino");
        Recording.Identity wanted = new Recording.Identity((long) stat.get("dev"), (long) stat.get("ino"));
        try (Recording recording = Recording.create(folder.resolve("recording"), List.of(wanted))) {
            Hook.start(recording, null);
            RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
            int fd = descriptorOf(file);
            read(fd, 1, 0);
            Hook.enter(Op.CLOSE.id(), fd, 0, 0);
            open.close();
            Hook.exit(0, 0);
            read(fd, -1, 9);
            read(fd, 5, 0);
            read(fd, -1, 11);
            read(fd, -1, 9);
            List<String> records = new ArrayList<>();
            new TraceReader(recording)
                    .drain(r -> records.add(r.phase() + " " + r.op() + " " + r.result() + " " + r.errno()));
            assertEquals(
                    List.of(
                            "ENTER READ 0 0",
                            "EXIT READ 1 0",
                            "WHOLE CLOSE 0 0",
                            "ENTER READ 0 0",
                            "EXIT READ -1 9",
                            "ENTER READ 0 0",
                            "EXIT READ -1 9"),
                    records);
        }
    }

    private static void read(int fd, long result, int errno) {
        Hook.enter(READ, fd, 10, 0);
        Hook.exit(result, errno);
    }

    private static int descriptorOf(Path file) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path fd : all) {
                if (Files.exists(fd) && Files.isSameFile(fd, file)) {
                    return Integer.parseInt(fd.getFileName().toString());
                }
            }
        }
        throw new IOException("not open: " + file);
    }
}
