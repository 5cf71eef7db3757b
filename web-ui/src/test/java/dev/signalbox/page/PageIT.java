package dev.signalbox.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole page in a browser, fed by a made-up server. */
class PageIT {
    private static Chromium chromium;

    private final List<String> asked = new ArrayList<>();
    private WebSocketRoute socket;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void nothingWentWrong() {
        assertEquals(List.of(), chromium.complaints);
        chromium.complaints.clear();
    }

    private Page page(String hash, Consumer<WebSocketRoute> server) {
        Page page = chromium.page();
        page.routeWebSocket("**/ws/run/**", route -> {
            asked.add(route.url().replaceFirst(".*\\?", ""));
            socket = route;
            server.accept(route);
        });
        page.navigate(Chromium.ORIGIN + "/run/one" + hash);
        return page;
    }

    private static void past(WebSocketRoute route, Rows rows) {
        past(route, Rows.info("ended"), rows);
    }

    private static void past(WebSocketRoute route, String info, Rows rows) {
        route.send(info);
        route.send(Rows.header());
        for (int at = 0; at < rows.events.size(); at += 2048) {
            route.send(rows.events(at, Math.min(at + 2048, rows.events.size())));
        }
        route.send(rows.cells(0));
        route.send(rows.edges(0));
        route.send("{\"type\":\"end\"}");
    }

    private Page past(String hash) {
        Page page = page(hash, route -> past(route, Rows.fullPipe()));
        waitFor(page, "signalbox.stats().steps === 14 && document.querySelector('.row.current')");
        return page;
    }

    private static void waitFor(Page page, String condition) {
        page.waitForFunction("() => window.signalbox && " + condition);
    }

    private static void atStep(Page page, int step) {
        waitFor(page, "document.querySelector('[role=slider]').getAttribute('aria-valuenow') === '" + step + "'");
        assertEquals(step, page.evaluate("signalbox.view().step"));
        assertEquals(String.valueOf(step), page.textContent(".row.current .step"));
        assertTrue(page.textContent("#dock .count").startsWith("Step " + step), "dock");
    }

    @Test
    void page_showsTheEndOfAPastRun() {
        Page page = past("");
        atStep(page, 14);
        assertEquals("Completed in 14 steps", page.textContent("#verdict h2"));
        assertEquals("A full pipe · Signalbox", page.title());
        assertEquals(
                "Step 14 of 14, 14.000 ms. reader: exited with code 0.",
                page.getAttribute("[role=slider]", "aria-valuetext"));
    }

    @Test
    void keys_landOnTheExactStep() {
        Page page = past("#s=5");
        atStep(page, 5);
        press(page, "ArrowRight", 6);
        press(page, "ArrowLeft", 5);
        press(page, "Home", 1);
        press(page, "Shift+ArrowRight", 11);
        press(page, "Shift+ArrowLeft", 1);
        press(page, "End", 14);
        press(page, ",", 10);
        press(page, ",", 9);
        press(page, ".", 10);
        press(page, "[", 6);
        press(page, "]", 10);
    }

    private static void press(Page page, String key, int step) {
        page.keyboard().press(key);
        atStep(page, step);
    }

    @Test
    void steps_forwardThenBackGiveTheSameState() {
        Page page = past("#s=1");
        String first = state(page);
        List<String> there = new ArrayList<>();
        for (int step = 2; step <= 14; step++) {
            press(page, "ArrowRight", step);
            there.add(state(page));
        }
        for (int step = 13; step >= 1; step--) {
            press(page, "ArrowLeft", step);
            assertEquals(step == 1 ? first : there.get(step - 2), state(page), "step " + step);
        }
    }

    private static String state(Page page) {
        return (String) page.evaluate("JSON.stringify(signalbox.state()) + document.getElementById('state').textContent"
                + " + document.getElementById('source').innerHTML");
    }

    @Test
    void state_showsTheWaitAndTheFill() {
        Page page = past("#s=9");
        atStep(page, 9);
        String panel = page.textContent("#state");
        assertTrue(panel.contains("waits for p: write(p[1], 10)"), panel);
        assertTrue(panel.contains("4 096 of 4 096".replace(' ', '\u202f').replace("\u202fof\u202f", " of ")), panel);
        assertEquals(1, page.locator(".src .av.waits").count());
    }

    @Test
    void scenario_isToldInProse_withTheBadgesLeftOfTheLines() {
        Page page = past("#s=9");
        atStep(page, 9);
        assertEquals(
                List.of("It is full, and so", "one waits."),
                page.locator(".about p").allTextContents());
        assertEquals(
                true,
                page.evaluate("[...document.querySelectorAll('.src .av')].every(b => b.getBoundingClientRect().right"
                        + " <= b.closest('.ln').querySelector('code').getBoundingClientRect().left)"));
        assertEquals(
                List.of("step 4", "fill it", "writer"),
                page.locator(".chap .on > *").allTextContents());
    }

    @Test
    void state_namesWhoHoldsTheEnds() {
        Page page = past("#s=11");
        atStep(page, 11);
        assertTrue(page.textContent("#state").contains("open write endswriter1"), page.textContent("#state"));
        press(page, "ArrowRight", 12);
        assertTrue(page.textContent("#state").contains("open write ends0"), page.textContent("#state"));
        page.keyboard().press("]");
        waitFor(page, "document.querySelector('.notice').textContent === 'No arrow leads on from here'");
    }

    @Test
    void address_namesTheMomentAndOpensIt() {
        Page page = past("#s=4&ax=time&t=2ms..9ms&lane=w1");
        atStep(page, 4);
        page.keyboard().press("ArrowRight");
        waitFor(page, "location.hash === '#v=timeline&s=5&ax=time&t=2ms..9ms&lane=w1'");
        Object view = page.evaluate("signalbox.view()");
        Page other = past((String) page.evaluate("location.hash"));
        atStep(other, 5);
        assertEquals(view, other.evaluate("signalbox.view()"));
    }

    @Test
    void arrow_thatIsInferredIsDashedAndSaysSo() {
        String info = Rows.info("ended")
                .replace(
                        "\"stderr\":\"\"}],",
                        "\"stderr\":\"\"},{\"index\":2,\"name\":\"rival\",\"pid\":13,\"ended\":null,\"stderr\":\"\"}],");
        Rows rows = Rows.rivals();
        Page page = page("#s=8", route -> past(route, info, rows));
        waitFor(page, "document.querySelectorAll('path.arrow').length === 3 && document.querySelector('.card .moved')");
        assertEquals(
                List.of(true, true, false),
                page.evaluate("[...document.querySelectorAll('path.arrow')]"
                        + ".map(a => getComputedStyle(a).strokeDasharray !== 'none')"));
        assertEquals(
                List.of(
                        "10 bytes, the first half, written by writer, step 5 (inferred)",
                        "10 bytes, the second half, written by rival, step 6 (inferred)"),
                page.locator(".card .moved").allTextContents());
        page.dispatchEvent("path.arrow", "pointerenter");
        String tip = page.textContent(".tip");
        assertTrue(tip.endsWith("all 10 bytes of the write, through p (inferred)"), tip);
        press(page, "End", 14);
        press(page, "Home", 1);
        page.evaluate("signalbox.go(12)");
        atStep(page, 12);
        assertEquals(
                List.of("all 10 bytes, written by writer, step 11"),
                page.locator(".card .moved").allTextContents());
    }

    @Test
    void future_canBeHidden() {
        Page page = past("#s=6");
        atStep(page, 6);
        page.keyboard().press("h");
        waitFor(page, "document.querySelectorAll('.rows .row').length === 6");
        assertEquals(0, page.locator("path.arrow").count());
        assertEquals("What will happen?", page.textContent("#verdict h2"));
        assertEquals(4, page.locator(".src .ln:visible").count(), "the expectation is folded");
        page.keyboard().press("h");
        waitFor(page, "document.querySelectorAll('path.arrow').length === 1");
    }

    @Test
    void deadlock_isNotToldWhileTheFutureIsHidden() {
        String info = Rows.info("ended")
                .replace("\"completed\"", "\"deadlock\"")
                .replace("\"durationMs\":0", "\"durationMs\":20")
                .replace(
                        "\"findings\":[]",
                        "\"findings\":[{\"type\":\"deadlock\",\"certainty\":\"certain\",\"text\":\"So it is.\","
                                + "\"workers\":[\"writer\"],\"objects\":[\"p\"],\"events\":[5,8]}]");
        Page page = page("#s=6", route -> {
            route.send(info);
            route.send(Rows.header());
            route.send(Rows.fullPipe().events(0, 8));
            route.send("{\"type\":\"end\"}");
        });
        waitFor(page, "signalbox.stats().steps === 8 && document.querySelector('.row.current')");
        // The problem's colour, in words and in the pictures; the legend has it too, but tells nothing of this run.
        String red =
                "([...document.querySelectorAll('.row .bad, .av.forever, g.never, .finding, .verdict.problem')].length"
                        + " + [...document.querySelectorAll('.plot canvas')].reduce((sum, c) => {"
                        + "const copy = new OffscreenCanvas(c.width, c.height).getContext('2d', { willReadFrequently: true });"
                        + "copy.drawImage(c, 0, 0); const d = copy.getImageData(0, 0, c.width, c.height).data;"
                        + "for (let i = 0; i < d.length; i += 4) if (d[i] === 176 && d[i + 1] === 42 && d[i + 2] === 16) sum++;"
                        + "return sum; }, 0))";
        waitFor(page, red + " > 0");
        page.keyboard().press("h");
        waitFor(page, red + " === 0");
        page.keyboard().press("h");
        press(page, "End", 8);
        assertEquals("Deadlock at step 8, as the scenario expects", page.textContent("#verdict h2"));
        assertEquals("never returned", page.textContent(".row.current .waited"));
        assertEquals("12 ms", page.textContent(".person.waits-for-ever .since"));
        assertTrue(page.textContent("#state").contains("waited 12 ms"), page.textContent("#state"));
    }

    @Test
    void runWithoutAVerdict_claimsNothingOfItsCalls() {
        String info = Rows.info("ended").replace("\"completed\"", "null");
        Page page = page("", route -> {
            route.send(info);
            route.send(Rows.header());
            route.send(Rows.fullPipe().events(0, 8));
            route.send("{\"type\":\"end\"}");
        });
        waitFor(page, "signalbox.stats().steps === 8 && document.querySelector('.verdict.problem')");
        assertEquals("Ended without a verdict", page.textContent("#verdict h2"));
        assertEquals("", page.textContent(".row.current .waited"));
    }

    @Test
    void liveRun_isFollowedUntilTheCursorIsMoved() {
        Rows rows = Rows.fullPipe();
        Page page = page("", route -> {
            route.send(Rows.info("running"));
            route.send(Rows.header());
            route.send(rows.events(0, 5));
        });
        waitFor(page, "signalbox.view().step === 5");
        socket.send(rows.events(5, 8));
        waitFor(page, "signalbox.view().step === 8");
        assertTrue(page.textContent("#verdict").contains("1 of 2 workers can move"), page.textContent("#verdict"));
        page.keyboard().press("ArrowLeft");
        waitFor(page, "signalbox.view().step === 7");
        socket.send(rows.events(8, 10));
        waitFor(page, "signalbox.stats().steps === 10 && document.querySelector('.count').textContent.includes('10')");
        atStep(page, 7);
        page.keyboard().press("End");
        waitFor(page, "signalbox.view().step === 10");
        socket.send(rows.events(10, 14));
        waitFor(page, "signalbox.view().step === 14");
        socket.send(Rows.info("ended"));
        socket.send("{\"type\":\"end\"}");
        waitFor(page, "document.querySelector('#verdict.calm')");
    }

    @Test
    void connection_thatDropsGoesOnWhereItWas() {
        Rows rows = Rows.fullPipe();
        Page page = page("", route -> {
            route.send(Rows.info("running"));
            route.send(Rows.header());
            if (asked.size() == 1) {
                route.send(rows.events(0, 9));
            } else {
                route.send(rows.events(9, 14));
                route.send(rows.cells(0));
                route.send("{\"type\":\"end\"}");
            }
        });
        waitFor(page, "signalbox.view().step === 9");
        socket.close();
        waitFor(page, "signalbox.stats().steps === 14");
        assertEquals(List.of("events=0&cells=0&edges=0&holds=0", "events=9&cells=0&edges=0&holds=0"), asked);
    }

    @Test
    void bigRun_isDrawnWithFewMarksAtEveryZoom() {
        Page page = page("#s=30000", route -> past(route, Rows.many(60_000)));
        waitFor(page, "signalbox.stats().steps >= 59000 && document.querySelector('.row.current')");
        for (String zoom :
                new String[] {"", "w w w w w w", "w w w w w w", "w w w w w w w w", "x", "w w w w w w", "0"}) {
            for (String key : zoom.isEmpty() ? new String[0] : zoom.split(" ")) {
                page.keyboard().press(key);
            }
            page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            @SuppressWarnings("unchecked")
            Map<String, Object> stats = (Map<String, Object>) page.evaluate("signalbox.stats()");
            assertTrue(((Number) stats.get("marks")).intValue() <= 4000, zoom + stats);
            assertTrue(((Number) stats.get("svgMarks")).intValue() <= 603, zoom + stats);
            assertTrue(page.locator(".rows .row").count() < 60, "rows in the table");
        }
    }

    @Test
    void waits_areStripedInTheHalfWhereTheyAre() {
        Page page = page("", route -> past(route, Rows.many(60_000)));
        waitFor(page, "signalbox.stats().steps >= 59000 && document.querySelector('.row.current')");
        // Of the first worker's lane: how many pixels of its lowest line are between two colours, left and right.
        String stripes = "(() => { const c = document.querySelectorAll('.lanes canvas')[0]; const y = 24 + 45 + 10;"
                + "const d = c.getContext('2d').getImageData(0, y, c.width, 1).data; const n = [0, 0];"
                + "for (let x = 1; x < c.width * 0.9; x++) if (d[4 * x] !== d[4 * x - 4]) n[x < c.width * 0.45 ? 0 : 1]++;"
                + "return n; })()";
        @SuppressWarnings("unchecked")
        List<Integer> changes = (List<Integer>) page.evaluate(stripes);
        assertTrue(changes.get(0) < 20 && changes.get(1) > 40, changes.toString());
    }

    @Test
    void rows_areDecodedAsTheTraceFormatWritesThem() {
        Page page = past("");
        Rows rows = Rows.fullPipe();
        String bytes = Base64.getEncoder().encodeToString(rows.events(0, 14));
        Object decoded = page.evaluate(
                "async (bytes) => { const { decodeMessage } = await import('wire/message.js'); const out = [];"
                        + "const raw = Uint8Array.from(atob(bytes), c => c.charCodeAt(0));"
                        + "decodeMessage(raw.buffer, { event: r => out.push([r.phase, r.flags, r.op, r.worker, r.object,"
                        + " r.opId, r.line, r.startNs, r.endNs, r.atNs, r.arg0, r.arg1, r.result, r.errno,"
                        + " new TextDecoder().decode(r.preview)].join())}); return out; }",
                bytes);
        List<String> expected = rows.events.stream()
                .map(e -> String.join(
                        ",",
                        List.of(
                                "" + e.phase().code(),
                                "" + e.flags(),
                                "" + e.op().id(),
                                "" + e.worker(),
                                "" + e.object(),
                                "" + e.opId(),
                                "" + e.line(),
                                "" + e.startNs(),
                                "" + e.endNs(),
                                "" + e.atNs(),
                                "" + e.arg0(),
                                "" + e.arg1(),
                                "" + e.result(),
                                "" + e.errno(),
                                new String(e.preview()))))
                .toList();
        assertEquals(expected, decoded);
    }

    @Test
    void page_worksWithoutAMouse() {
        Page page = past("#s=3");
        for (int tabs = 0; tabs < 60; tabs++) {
            page.keyboard().press("Tab");
            Object ring = page.evaluate(
                    "(() => { const e = document.activeElement; if (e === document.body) return 'body';"
                            + "const s = getComputedStyle(e); const name = e.getAttribute('aria-label') || e.textContent.trim();"
                            + "return name === '' ? 'no name: ' + e.outerHTML : s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2 ? 'no ring: ' + e.outerHTML : ''; })()");
            if (ring.equals("body")) {
                return;
            }
            assertEquals("", ring);
        }
        throw new AssertionError("more than 60 stops");
    }

    @Test
    void window_thatShrinksLeavesNothingOverTheStatePanel() {
        Page page = past("#s=9");
        atStep(page, 9);
        for (int[] size : new int[][] {{1280, 720}, {1024, 768}, {1600, 1000}}) {
            page.setViewportSize(size[0], size[1]);
            // In time with the picture: what is drawn must end where the panel begins, and reach there.
            waitFor(
                    page,
                    "(() => { const end = document.getElementById('state').getBoundingClientRect().left;"
                            + "return [...document.querySelectorAll('.plot canvas')].every(c => Math.abs(c.getBoundingClientRect().right - end) <= 16)"
                            + " && [...document.querySelectorAll('.row, #dock, .heading')].every(e => e.getBoundingClientRect().right <= end + 1)"
                            + " && document.documentElement.scrollWidth <= innerWidth; })()");
        }
    }

    @Test
    void theme_isKeptAndHelpListsTheKeys() {
        Page page = past("");
        page.keyboard().press("t");
        waitFor(page, "document.documentElement.dataset.theme === 'dark'");
        page.reload();
        waitFor(page, "document.documentElement.dataset.theme === 'dark'");
        page.keyboard().press("?");
        waitFor(page, "document.querySelector('dialog').open");
        assertTrue(page.locator("dialog dt").count() > 20, "keys");
        page.keyboard().press("Escape");
        waitFor(page, "!document.querySelector('dialog').open && !signalbox.view().help");
    }
}
