package dev.signalbox.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.analyze.Story.Kind;
import dev.signalbox.trace.TraceFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final Token TOKEN = Token.random();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Tape tape = new Tape();
    private Server server;

    @BeforeEach
    void start() throws IOException {
        tape.info(info("starting"));
        server = Server.start(ServerTest.only("one", tape), 0, TOKEN);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static String info(String state) {
        return new Infos("one", "title", "", List.of("writer", "reader"))
                .state(state)
                .toString();
    }

    /** What a page has heard: rows of each kind, texts, and a promise that the end was told. */
    private static class Page implements WebSocket.Listener {
        final ByteArrayOutputStream[] rows = Stream.generate(ByteArrayOutputStream::new)
                .limit(1 + Kind.values().length)
                .toArray(ByteArrayOutputStream[]::new);
        final List<String> texts = new ArrayList<>();
        final CompletableFuture<Page> ended = new CompletableFuture<>();
        final CompletableFuture<Page> live = new CompletableFuture<>();
        private final ByteArrayOutputStream message = new ByteArrayOutputStream();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            message.writeBytes(part);
            if (last) {
                ByteBuffer whole = ByteBuffer.wrap(message.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
                assertTrue(whole.capacity() <= Feed.BATCH_BYTES_MAX + 8, "a batch of " + whole.capacity());
                rows[whole.getInt(0)].write(whole.array(), 8, whole.capacity() - 8);
                message.reset();
                live.complete(this);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                texts.add(text.toString());
                if (text.toString().equals("{\"type\":\"end\"}")) {
                    ended.complete(this);
                }
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended.completeExceptionally(error);
        }

        byte[] all(Kind kind) {
            return rows[kind.ordinal() + 1].toByteArray();
        }
    }

    private WebSocket open(Page page, String query) {
        int port = server.port();
        return HTTP.newWebSocketBuilder()
                .header("Origin", "http://127.0.0.1:" + port)
                .header("Cookie", "signalbox=" + TOKEN.text())
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws/run/one" + query), page)
                .join();
    }

    private static Page waitFor(CompletableFuture<Page> moment) throws Exception {
        return moment.get(30, TimeUnit.SECONDS);
    }

    private byte[] taped(Kind kind, int from) {
        ByteBuffer rows = tape.rows(kind, from, tape.count(kind));
        byte[] bytes = new byte[rows.remaining()];
        rows.get(bytes);
        return bytes;
    }

    /** A descriptor that is taken and given back, until a step. */
    private void holds(int last) {
        for (int step = 0; step <= last; step += 100) {
            tape.hold(step, 0, 0, 5, 1, step % 200 == 0 ? 1 : -1);
        }
    }

    @Test
    void feed_sendsInfoHeaderAndEveryRowThenTheEnd() throws Exception {
        Plays.random(tape, 4, 10_000, 1);
        holds(10_000);
        tape.info(info("ended"));
        tape.end();
        Page page = new Page();
        open(page, "");
        waitFor(page.ended);
        assertTrue(page.texts.get(0).startsWith("{\"type\":\"run\",\"run\":\"one\""), page.texts.get(0));
        assertArrayEquals(TraceFormat.header(), page.rows[0].toByteArray());
        for (Kind kind : Kind.values()) {
            assertArrayEquals(taped(kind, 0), page.all(kind), kind.name());
        }
    }

    @Test
    void feed_followsALiveRun() throws Exception {
        Page page = new Page();
        open(page, "");
        waitFor(page.live);
        Plays.fullPipe(tape, now -> {});
        tape.info(info("running"));
        tape.info(info("ended"));
        tape.end();
        waitFor(page.ended);
        assertArrayEquals(taped(Kind.EVENTS, 0), page.all(Kind.EVENTS));
        assertArrayEquals(taped(Kind.EDGES, 0), page.all(Kind.EDGES));
        String last = page.texts.get(page.texts.size() - 2);
        assertTrue(last.contains("\"state\":\"ended\""), last);
    }

    @Test
    void feed_goesOnWhereThePageWas() throws Exception {
        Plays.random(tape, 4, 5_000, 2);
        holds(5_000);
        tape.end();
        Page page = new Page();
        open(page, "?events=4000&cells=100&edges=7&holds=3");
        waitFor(page.ended);
        assertArrayEquals(taped(Kind.EVENTS, 4000), page.all(Kind.EVENTS));
        assertArrayEquals(taped(Kind.CELLS, 100), page.all(Kind.CELLS));
        assertArrayEquals(taped(Kind.EDGES, 7), page.all(Kind.EDGES));
        assertArrayEquals(taped(Kind.HOLDS, 3), page.all(Kind.HOLDS));
    }

    @Test
    void feed_givesTwoPagesTheSame() throws Exception {
        Plays.random(tape, 4, 5_000, 3);
        tape.end();
        Page first = new Page();
        Page second = new Page();
        open(first, "");
        open(second, "");
        waitFor(first.ended);
        waitFor(second.ended);
        assertArrayEquals(first.all(Kind.EVENTS), second.all(Kind.EVENTS));
        assertEquals(tape.count(Kind.EVENTS) * 128, first.all(Kind.EVENTS).length);
    }

    @Test
    void feed_neverSpeaksOfAStepThatWasNotSent() throws Exception {
        Plays.random(tape, 4, 30_000, 4);
        holds(30_000);
        tape.end();
        int[] events = {0};
        Page page = new Page() {
            @Override
            public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
                CompletionStage<?> done = super.onBinary(socket, data, last);
                events[0] = all(Kind.EVENTS).length / 128;
                for (Kind kind : new Kind[] {Kind.CELLS, Kind.HOLDS}) {
                    byte[] rows = all(kind);
                    int step = rows.length == 0
                            ? 0
                            : ByteBuffer.wrap(rows)
                                    .order(ByteOrder.LITTLE_ENDIAN)
                                    .getInt(rows.length - kind.rowBytes());
                    if (step > events[0]) {
                        ended.completeExceptionally(
                                new AssertionError(kind + " of step " + step + " after " + events[0]));
                    }
                }
                return done;
            }
        };
        open(page, "");
        waitFor(page.ended);
    }

    @Test
    void feed_holdsLittleForAPageThatDoesNotRead() throws Exception {
        Plays.random(tape, 4, 200_000, 5);
        tape.end();
        CountedReads counted = new CountedReads(tape);
        server.close();
        server = Server.start(ServerTest.only("one", counted), 0, TOKEN);
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            slow.getOutputStream().write(upgrade(server.port()).getBytes(StandardCharsets.US_ASCII));
            assertEquals('H', slow.getInputStream().read(), "the answer of the server begins");
            Page fast = new Page();
            open(fast, "");
            waitFor(fast.ended);
            long forFast = 0;
            for (Kind kind : Kind.values()) {
                forFast += fast.all(kind).length;
            }
            long forSlow = counted.bytes() - forFast;
            // The queue of the feed, and what the kernel keeps for a socket that nobody reads.
            assertTrue(forSlow > 0 && forSlow < 16 << 20, forSlow + " bytes for a page that reads none");
            assertTrue(forFast > 24 << 20, "too little to tell: " + forFast);
        }
    }

    private static String upgrade(int port) {
        return "GET /ws/run/one HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: http://127.0.0.1:"
                + port + "\r\nCookie: signalbox=" + TOKEN.text() + "\r\n\r\n";
    }

    @Test
    void socket_isRefusedWithoutTokenOriginOrRun() {
        int port = server.port();
        String own = "http://127.0.0.1:" + port;
        String cookie = "signalbox=" + TOKEN.text();
        assertEquals(403, refusal("/ws/run/one", own, "signalbox=wrong"));
        assertEquals(403, refusal("/ws/run/one", "http://evil.example", cookie));
        assertEquals(403, refusal("/ws/run/one", null, cookie));
        assertEquals(404, refusal("/ws/run/two", own, cookie));
        assertEquals(404, refusal("/", own, cookie));
        assertEquals(400, refusal("/ws/run/one?events=-1", own, cookie));
        assertEquals(400, refusal("/ws/run/one?events=99999999", own, cookie));
        assertEquals(400, refusal("/ws/run/one?events=x", own, cookie));
    }

    private int refusal(String path, String origin, String cookie) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().header("Cookie", cookie);
        if (origin != null) {
            builder.header("Origin", origin);
        }
        URI address = URI.create("ws://127.0.0.1:" + server.port() + path);
        CompletionException failed =
                assertThrows(CompletionException.class, () -> builder.buildAsync(address, new WebSocket.Listener() {})
                        .join());
        if (failed.getCause() instanceof WebSocketHandshakeException refused) {
            return refused.getResponse().statusCode();
        }
        throw new UncheckedIOException(new IOException(failed.getCause()));
    }
}
