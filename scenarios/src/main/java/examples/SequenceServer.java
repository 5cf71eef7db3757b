package examples;

import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Gives out sequence numbers to clients that ask over a FIFO.
 *
 * <p>After the example of section 44.8 in M. Kerrisk, The Linux Programming Interface, 2010.
 */
public final class SequenceServer {
    /** A request: the client's process number and how many numbers it wants, 4 bytes each. */
    static final int REQUEST_BYTES = 8;

    private SequenceServer() {}

    /** The reply FIFO of a client lies beside that of the requests. */
    static Path reply(Path requests, int client) {
        return requests.resolveSibling("reply." + client);
    }

    public static void main(String[] arguments) throws IOException {
        Path requests = Path.of(arguments[0]);
        int clients = Integer.parseInt(arguments[1]);
        int next = 0;
        // Waits for the first client.
        var in = new DataInputStream(new FileInputStream(requests.toFile()));
        // Never written to: with it, there is no end of file in the time between two clients.
        var keep = new FileOutputStream(requests.toFile());
        try (in;
                keep) {
            for (int served = 0; served < clients; served++) {
                byte[] request = new byte[REQUEST_BYTES];
                in.readFully(request);
                next = serve(requests, ByteBuffer.wrap(request), next);
            }
        }
        System.out.print("gave out " + next + " numbers\n");
    }

    /** Answers one request; returns the first number that is still free. */
    private static int serve(Path requests, ByteBuffer request, int next) throws IOException {
        int client = request.getInt();
        int wanted = request.getInt();
        try (OutputStream reply = new FileOutputStream(reply(requests, client).toFile())) {
            reply.write(ByteBuffer.allocate(Integer.BYTES).putInt(next).array());
        }
        return next + wanted;
    }
}
