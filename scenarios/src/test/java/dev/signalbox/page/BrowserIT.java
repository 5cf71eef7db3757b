package dev.signalbox.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a user has it: the real program, a real run, a real Chromium. */
class BrowserIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path SHOTS = Path.of("target/screenshots");
    private static Playwright playwright;
    private static Browser chromium;

    @TempDir
    Path folder;

    private final List<Served> running = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void startChromium() throws IOException {
        Files.createDirectories(SHOTS);
        playwright = InstalledChromium.playwright();
        chromium = InstalledChromium.start(playwright);
    }

    @AfterAll
    static void endChromium() {
        chromium.close();
        playwright.close();
    }

    @BeforeEach
    void openTab() {
        page = chromium.newContext(new Browser.NewContextOptions().setViewportSize(1600, 1000))
                .newPage();
        page.onConsoleMessage(m -> {
            if (m.type().equals("error") || m.type().equals("warning")) {
                complaints.add(m.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(r -> {
            if (!r.url().startsWith("http://127.0.0.1:") && !r.url().startsWith("data:")) {
                foreign.add(r.url());
            }
        });
    }

    @AfterEach
    void closeTab() throws Exception {
        page.context().close();
        for (Served served : running) {
            served.close();
        }
        assertEquals(List.of(), complaints, "console");
        assertEquals(List.of(), foreign, "requests that leave the origin");
    }

    private Served serve(String... arguments) throws Exception {
        Served served = Served.start(folder, arguments);
        running.add(served);
        return served;
    }

    private JsonNode ask(String expression) throws IOException {
        return JSON.readTree(String.valueOf(page.evaluate("JSON.stringify(" + expression + ")")));
    }

    private void open(String address) {
        page.navigate(address);
        page.waitForFunction("() => window.signalbox !== undefined && signalbox.stats().steps > 0");
    }

    @Test
    void pastRun_stepsForwardAndBack_giveTheIdenticalState() throws Exception {
        Path run = Served.play(folder, Served.scenario("pipes/full-pipe.yaml"));
        open(serve("show", run.toString()).address());
        page.waitForFunction("() => signalbox.stats().steps >= 30");
        int steps = ask("signalbox.stats()").get("steps").asInt();
        assertEquals(Served.export(folder, run).size(), steps);
        page.keyboard().press("Home");
        List<String> forward = new ArrayList<>();
        for (int i = 1; i <= steps; i++) {
            JsonNode state = awaitStep(i);
            forward.add(state.toString());
            page.keyboard().press("ArrowRight");
        }
        for (int i = steps; i >= 1; i--) {
            assertEquals(forward.get(i - 1), awaitStep(i).toString(), "step " + i + " on the way back");
            page.keyboard().press("ArrowLeft");
        }
        assertNotEquals(forward.get(4), forward.get(steps - 3));
    }

    private JsonNode awaitStep(int step) throws IOException {
        page.waitForFunction("step => signalbox.state().step === step", step);
        return ask("signalbox.state()");
    }

    @Test
    void pipeLevelAtEveryStep_isWrittenMinusRead_andFionreadAgrees() throws Exception {
        Path run = Served.play(folder, Served.scenario("pipes/full-pipe.yaml"));
        List<JsonNode> events = Served.export(folder, run);
        open(serve("show", run.toString()).address());
        page.waitForFunction("n => signalbox.stats().steps === n", events.size());
        long level = 0;
        int asked = 0;
        java.util.Map<Integer, Long> partial = new java.util.HashMap<>();
        for (JsonNode e : events) {
            int id = e.get("op_id").asInt();
            if (e.get("effect").asText().equals("write")) {
                long moved = e.get("bytes").asLong();
                if (e.get("phase").asText().equals("partial")) {
                    partial.merge(id, moved, Long::sum);
                } else {
                    moved -= partial.getOrDefault(id, 0L);
                }
                level += Math.max(0, moved);
            } else if (e.get("effect").asText().equals("read")) {
                level -= e.get("bytes").asLong();
            }
            page.evaluate("step => signalbox.go(step)", e.get("step").asInt());
            JsonNode cells =
                    awaitStep(e.get("step").asInt()).get("objects").get(0).get("cells");
            assertEquals(level, cells.get(0).get("value").asLong(), "level at step " + e.get("step"));
            if (e.get("op").asText().equals("fionread")) {
                assertEquals(e.get("args").get(1).asLong(), level, "FIONREAD at step " + e.get("step"));
                asked++;
            }
        }
        assertTrue(asked > 0, "the scenario never asks FIONREAD");
    }

    @Test
    void liveRun_growsWhileItIsWatched_andEndsWithItsVerdict() throws Exception {
        Served served =
                serve("run", Path.of("src/test/resources/page/slow.yaml").toString(), "--no-browser");
        open(served.address());
        page.waitForFunction("() => signalbox.stats().steps >= 8");
        JsonNode early = ask("signalbox.stats()");
        page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve("live.png")));
        page.waitForFunction(
                "n => signalbox.stats().steps > n", early.get("steps").asInt());
        page.waitForFunction("() => document.body.textContent.includes('Completed')");
        JsonNode late = ask("signalbox.stats()");
        assertTrue(late.get("steps").asInt() > early.get("steps").asInt());
        assertTrue(late.get("svgMarks").asInt() <= 600, "marks " + late);
    }

    @Test
    void screenshots_forTheClass() throws Exception {
        for (String name : List.of("full-pipe", "first-pipe", "end-of-file")) {
            Path run = Served.play(folder, Served.scenario("pipes/" + name + ".yaml"));
            try (Served served = Served.start(folder, "show", run.toString())) {
                open(served.address());
                page.waitForFunction("() => document.body.textContent.includes('Completed')");
                int steps = ask("signalbox.stats()").get("steps").asInt();
                page.evaluate("step => signalbox.go(step)", steps / 2);
                awaitStep(steps / 2);
                page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")));
                page.keyboard().press("t");
                page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + "-other-theme.png")));
                page.keyboard().press("t");
            }
        }
    }

    @Test
    void requests_withoutToken_orFromElsewhere_areRefused() throws Exception {
        Path run = Served.play(folder, Served.scenario("pipes/first-pipe.yaml"));
        URI address = URI.create(serve("show", run.toString()).address());
        int port = address.getPort();
        String path = address.getPath();
        String token = address.getQuery();
        String host = "127.0.0.1:" + port;
        assertEquals(403, status(port, path, host, null));
        assertEquals(403, status(port, path + "?token=wrong", host, null));
        assertEquals(403, status(port, path + "?" + token, "evil.example", null));
        assertEquals(403, status(port, path + "?" + token, host, "http://evil.example"));
        assertEquals(303, status(port, path + "?" + token, host, null));
        String socket = "/ws" + path + "?" + token;
        assertEquals(403, upgrade(port, "/ws" + path, host, "http://" + host));
        assertEquals(403, upgrade(port, socket, host, "http://evil.example"));
        assertEquals(403, upgrade(port, socket, "evil.example", "http://evil.example"));
        assertEquals(101, upgrade(port, socket, host, "http://" + host));
    }

    private static int status(int port, String path, String host, String origin) throws IOException {
        return answer(
                port,
                "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                        + (origin == null ? "" : "Origin: " + origin + "\r\n") + "\r\n");
    }

    private static int upgrade(int port, String path, String host, String origin) throws IOException {
        return answer(
                port,
                "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin
                        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    }

    private static int answer(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port);
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(20_000);
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] line = in.readNBytes(12);
            return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring(9));
        }
    }
}
