package examples;

import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks the server for sequence numbers, and prints those it gets. */
public final class SequenceClient {
    private SequenceClient() {}

    public static void main(String[] arguments) throws Exception {
        Path requests = Path.of(arguments[0]);
        int wanted = Integer.parseInt(arguments[1]);
        int me = (int) ProcessHandle.current().pid();
        Path reply = SequenceServer.reply(requests, me);
        // Before it asks: the server opens it as soon as it has read the request.
        makeFifo(reply);
        try {
            // One write, far below PIPE_BUF, so that no other client's request comes in between.
            try (OutputStream out = new FileOutputStream(requests.toFile())) {
                out.write(ByteBuffer.allocate(SequenceServer.REQUEST_BYTES)
                        .putInt(me)
                        .putInt(wanted)
                        .array());
            }
            try (var in = new DataInputStream(new FileInputStream(reply.toFile()))) {
                int first = in.readInt();
                System.out.print("numbers " + first + " to " + (first + wanted - 1) + "\n");
            }
        } finally {
            Files.delete(reply);
        }
    }

    private static void makeFifo(Path path) throws Exception {
        int code = new ProcessBuilder("mkfifo", path.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("mkfifo " + path + ": " + code);
        }
    }
}
