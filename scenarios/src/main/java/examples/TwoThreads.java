package examples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A pipe between two threads of one program. */
public final class TwoThreads {
    private TwoThreads() {}

    public static void main(String[] arguments) throws Exception {
        Pipe pipe = Pipe.open();
        Thread sender = new Thread(() -> send(pipe.sink()), "sender");
        sender.start();
        receive(pipe.source());
        sender.join();
    }

    private static void send(Pipe.SinkChannel to) {
        try (to) {
            for (String line : List.of("one\n", "two\n", "three\n")) {
                to.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
            }
            // The end of the try block closes the sink: end of file for the other thread.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void receive(Pipe.SourceChannel from) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64);
        try (from) {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                System.out.print(StandardCharsets.US_ASCII.decode(buffer));
                buffer.clear();
            }
        }
    }
}
