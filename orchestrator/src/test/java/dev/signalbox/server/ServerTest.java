package dev.signalbox.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.run.Runs;
import dev.signalbox.run.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTest {
    private static final Token TOKEN = Token.random();
    private static final Tape TAPE = new Tape();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        Plays.fullPipe(TAPE, now -> {});
        TAPE.info(new Infos("one", "<b>A & B</b>", Plays.FULL_PIPE, List.of("writer", "reader")).toString());
        TAPE.end();
        server = Server.start(only("one", TAPE), 0, TOKEN);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    static Runs only(String id, Shown run) {
        return new Runs() {
            @Override
            public Shown find(String asked) {
                return asked.equals(id) ? run : null;
            }

            @Override
            public List<String> ids() {
                return List.of(id);
            }
        };
    }

    private static HttpRequest.Builder ask(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpRequest.Builder known(String path) {
        return ask(path).header("Cookie", "other=1; signalbox=" + TOKEN.text());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A request byte by byte, for what java.net.http refuses to send. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/run/one", "/app/main.js", "/webjars/d3/7.9.0/dist/d3.min.js", "/nothing"})
    void everything_isRefusedWithoutToken(String path) throws Exception {
        HttpResponse<String> response = send(ask(path));
        assertEquals(403, response.statusCode());
        assertEquals(
                "this page needs the token of signalbox (next: open the address that signalbox printed when it started)\n",
                response.body());
    }

    @Test
    void token_thatIsWrongIsRefused() throws Exception {
        assertEquals(403, send(ask("/?token=" + Token.random().text())).statusCode());
        assertEquals(
                403,
                send(ask("/").header("Cookie", "signalbox=" + Token.random().text()))
                        .statusCode());
    }

    @Test
    void token_becomesACookieAndLeavesTheAddress() throws Exception {
        HttpResponse<String> response = send(ask("/run/one?a=1&token=" + TOKEN.text()));
        assertEquals(303, response.statusCode());
        assertEquals("/run/one?a=1", response.headers().firstValue("Location").orElseThrow());
        String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(cookie.startsWith("signalbox=" + TOKEN.text()), cookie);
        assertTrue(cookie.toLowerCase(Locale.ROOT).contains("; httponly; samesite=strict"), cookie);
    }

    @Test
    void redirect_neverLeadsToAnotherHost() throws Exception {
        HttpResponse<String> response = send(ask("//evil.example/?token=" + TOKEN.text()));
        assertEquals("/evil.example/", response.headers().firstValue("Location").orElseThrow());
    }

    @Test
    void host_thatIsForeignIsRefused() throws Exception {
        String answer = raw("GET / HTTP/1.1\r\nHost: evil.example:" + server.port() + "\r\nCookie: signalbox="
                + TOKEN.text() + "\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        assertTrue(answer.contains("host: evil.example"), answer);
    }

    @Test
    void host_mayBeLocalhost() throws Exception {
        String answer = raw("GET / HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\nCookie: signalbox="
                + TOKEN.text() + "\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    }

    @Test
    void origin_thatIsForeignIsRefused() throws Exception {
        assertEquals(
                403, send(known("/").header("Origin", "http://evil.example")).statusCode());
        assertEquals(403, send(known("/").header("Origin", "null")).statusCode());
        String own = "http://127.0.0.1:" + server.port();
        assertEquals(200, send(known("/").header("Origin", own)).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void methods_otherThanGetAreRefused(String method) throws Exception {
        HttpResponse<String> response = send(known("/").method(method, HttpRequest.BodyPublishers.noBody()));
        assertEquals(405, response.statusCode());
        assertEquals("method: " + method + " (expected: GET or HEAD)\n", response.body());
    }

    @Test
    void head_saysTheSizeWithoutTheBody() throws Exception {
        HttpResponse<String> response = send(known("/app/main.js").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertEquals(200, response.statusCode());
        assertTrue(response.headers().firstValueAsLong("content-length").orElse(0) > 1000);
        assertEquals("", response.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/../META-INF/MANIFEST.MF",
                "/app/..%2f..%2fMETA-INF/MANIFEST.MF",
                "/app/%2e%2e/dev/signalbox/server/Server.class",
                "/app//etc/passwd",
                "/app/wire/../../logging.properties",
                "/app/",
                "/app/main.js%00.css",
                "/webjars/d3/7.9.0/package.json",
                "/webjars/../dev/signalbox/server/Server.class"
            })
    void paths_thatLeadOutOfThePageAreNotFound(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\nCookie: signalbox="
                + TOKEN.text() + "\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 404"), answer);
    }

    @Test
    void page_saysWhatABrowserMayLoad() throws Exception {
        HttpResponse<String> page = send(known("/run/one"));
        String policy = header(page, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'self'; script-src 'self' 'sha256-"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals("nosniff", header(page, "X-Content-Type-Options"));
        assertEquals("no-referrer", header(page, "Referrer-Policy"));
        assertEquals("same-origin", header(page, "Cross-Origin-Opener-Policy"));
        assertEquals("same-origin", header(page, "Cross-Origin-Resource-Policy"));
        assertEquals("no-store", header(page, "Cache-Control"));
        assertEquals("text/html; charset=utf-8", header(page, "Content-Type"));
    }

    private static String header(HttpResponse<String> response, String name) {
        Optional<String> value = response.headers().firstValue(name);
        assertTrue(value.isPresent(), name);
        return value.get();
    }

    @Test
    void gallery_listsRunsAndTrustsNoTitle() throws Exception {
        String html = send(known("/")).body();
        assertTrue(html.contains("href=\"/run/one\""), html);
        assertTrue(html.contains("&lt;b&gt;A &amp; B&lt;/b&gt;"), html);
        assertTrue(html.contains("<span class=\"chip problem\">no verdict</span>"), html);
    }

    @Test
    void run_thatIsNotHereIsSaidSo() throws Exception {
        HttpResponse<String> response = send(known("/run/other"));
        assertEquals(404, response.statusCode());
        assertEquals("run: 'other' is not here (next: see the list of runs at /)\n", response.body());
    }

    @Test
    void d3_isServedFromItsWebJar() throws Exception {
        HttpResponse<String> response = send(known(Pages.D3));
        assertEquals(200, response.statusCode());
        assertTrue(
                response.body().startsWith("// https://d3js.org v7.9.0"),
                response.body().substring(0, 40));
    }

    @Test
    void port_thatIsInUseIsNamedWithTheNextAction() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            PortInUseException refused =
                    assertThrows(PortInUseException.class, () -> Server.start(only("one", TAPE), port, TOKEN));
            assertEquals(
                    "port " + port + " is in use (next: choose another with --port, or 0 for any)",
                    refused.getMessage());
        }
    }

    @Test
    void address_opensTheRunForTheUser() throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(server.address("/run/one"))));
        assertEquals(303, response.statusCode());
        assertNotNull(response.headers().firstValue("Set-Cookie").orElse(null));
    }

    @Test
    void server_listensOnLoopbackOnly() throws Exception {
        String outside = InetAddress.getLocalHost().getHostAddress();
        if (!outside.startsWith("127.")) {
            assertThrows(IOException.class, () -> new Socket(outside, server.port()).close());
        }
    }
}
