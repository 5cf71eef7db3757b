package dev.signalbox.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page with children, native programs, threads and FIFOs: the plays of plays.js, as bytes. */
class PlaysIT {
    private static Chromium chromium;
    private static final Map<String, Map<String, Object>> SENT = new HashMap<>();

    @BeforeAll
    static void open() {
        chromium = new Chromium();
        Page page = chromium.page();
        page.navigate(Chromium.ORIGIN + "/tests/index.html");
        for (String play : new String[] {"family", "chain", "server", "busy", "crowd"}) {
            @SuppressWarnings("unchecked")
            Map<String, Object> sent = (Map<String, Object>)
                    page.evaluate("async play => (await import('/tests/plays.js')).sent(play)", play);
            SENT.put(play, sent);
        }
        page.close();
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

    private static Page play(String name, int step) {
        Page page = chromium.page();
        page.routeWebSocket("**/ws/run/**", route -> {
            route.send((String) SENT.get(name).get("info"));
            for (Object bytes : (List<?>) SENT.get(name).get("bytes")) {
                route.send(Base64.getDecoder().decode((String) bytes));
            }
            route.send("{\"type\":\"end\"}");
        });
        page.navigate(Chromium.ORIGIN + "/run/one#s=" + step);
        waitFor(page, "signalbox.view().step === " + step + " && document.querySelector('.row.current')");
        return page;
    }

    private static void waitFor(Page page, String condition) {
        page.waitForFunction("() => window.signalbox && " + condition);
    }

    private static void go(Page page, int step) {
        page.evaluate("signalbox.go(" + step + ")");
        waitFor(page, "document.querySelector('[role=slider]').getAttribute('aria-valuenow') === '" + step + "'");
    }

    private static int steps(Page page) {
        return ((Number) page.evaluate("signalbox.stats().steps")).intValue();
    }

    @Test
    void steps_forwardThenBackShowTheSame() {
        for (String name : new String[] {"family", "chain", "server"}) {
            Page page = play(name, 1);
            List<String> there = new ArrayList<>();
            for (int step = 1; step <= steps(page); step++) {
                go(page, step);
                there.add(shown(page));
            }
            for (int step = steps(page); step >= 1; step--) {
                go(page, step);
                assertEquals(there.get(step - 1), shown(page), name + ", step " + step);
            }
        }
    }

    private static String shown(Page page) {
        return (String) page.evaluate("JSON.stringify(signalbox.state()) + document.getElementById('state').textContent"
                + " + document.querySelector('.names').textContent + document.getElementById('source').textContent");
    }

    @Test
    void children_standBelowTheirParent_andAreTiedToIt() {
        Page page = play("family", 6);
        assertEquals(
                List.of("parent", "child[0]", "child[1]", "child[2]"),
                page.locator(".lane:not(.object) .who b").allTextContents());
        assertEquals(3, page.locator(".branch").count());
        assertEquals("not started", page.textContent("#lane-w1 small"));
        assertEquals(6, page.locator(".over path.kin").count(), "three spawned, three waited for");
        go(page, 9);
        assertEquals("pid 4712, starts", page.textContent("#lane-w1 small"));
        page.keyboard().press("h");
        waitFor(page, "document.querySelectorAll('.over path.kin').length === 1");
        go(page, steps(page));
        assertEquals("killed by SIGKILL", page.textContent("#lane-w3 small"));
    }

    @Test
    void waitpid_saysHowTheChildEnded() {
        Page page = play("family", 44);
        assertEquals(
                "waitpid(-1, status, 0) = 4713child[1] exited with code 1", page.textContent(".row.current .what"));
    }

    @Test
    void native_isSaidNotToBeSeen_andItsPipesAreUnknown() {
        Page page = play("chain", 12);
        String panel = page.textContent("#state");
        assertTrue(panel.contains("runs sort -r: its calls are not seen"), panel);
        assertTrue(panel.contains("bytes in the pipeunknown of"), panel);
        assertEquals("unknown", page.textContent("#lane-o1 .level b"));
        go(page, 13);
        assertEquals("15", page.textContent("#lane-o0 .level b"), "what fionread said");
        assertEquals("?", page.evaluate("signalbox.state().objects[1].cells[0].value === -1 ? '?' : 'a guess'"));
    }

    @Test
    void source_isThatOfTheWorkerAtHand() {
        Page page = play("chain", 18);
        assertEquals("Uppercase.java", page.textContent(".file[aria-pressed=true]"));
        assertEquals("13", page.textContent(".ln.mine .no"));
        go(page, 8);
        assertEquals("filter-chain.yaml", page.textContent(".file[aria-pressed=true]"));
        assertEquals("12", page.textContent(".ln.mine .no"));
        page.click("#lane-w2");
        waitFor(page, "document.querySelector('.file[aria-pressed=true]').textContent === 'Uppercase.java'");
        page.click(".file:first-child");
        waitFor(page, "document.querySelector('.file[aria-pressed=true]').textContent === 'filter-chain.yaml'");
    }

    @Test
    void fifo_saysWhereItIsAndWhoIsAtTheOtherEnd() {
        Page page = play("server", 18);
        String panel = page.textContent("#state .thing");
        assertTrue(panel.contains("/tmp/sb-run/requests"), panel);
        assertTrue(panel.contains("open read endsserver on fd 7"), panel);
        assertEquals("C0C1→S", page.textContent("#lane-o0 .ends.both").replaceAll("\\s", ""));
        go(page, 5);
        assertTrue(
                page.textContent(".card").contains("waits until somebody opens requests to write"),
                page.textContent(".card"));
    }

    @Test
    void object_thatIsMadeLaterIsNotThereBefore() {
        Page page = play("server", 12);
        assertEquals("not made yet", page.textContent("#lane-o2 small"));
        assertTrue(page.textContent("#state").contains("Not made yet: reply"), page.textContent("#state"));
        page.keyboard().press("h");
        waitFor(page, "document.querySelector('#lane-o2').textContent === ''");
        assertTrue(!page.textContent("#state").contains("reply"), page.textContent("#state"));
        page.keyboard().press("h");
        go(page, 33);
        assertEquals("reply", page.textContent("#lane-o2 .who b"));
    }

    @Test
    void threads_haveLanesAndNames() {
        Page page = play("server", 9);
        assertEquals(
                List.of("answer", "log", "client[0]", "client[1]"),
                page.locator(".lane:not(.object) .who b").allTextContents());
        assertEquals("Slserver.log", page.textContent(".row.current .who"));
        page.click("#lane-w0\\.1");
        waitFor(page, "location.hash.includes('lane=w0.1')");
        page.keyboard().press(",");
        waitFor(page, "signalbox.view().step === 8");
    }

    @Test
    void place_tellsWhatGoesOnThere() {
        Page page = play("server", 20);
        page.hover(".lanes .plot canvas", new Page.HoverOptions().setPosition(160, 50));
        waitFor(page, "!document.querySelector('.tip').hidden");
        String tip = page.textContent(".tip");
        assertTrue(tip.startsWith("server.answer: open(\"requests\", O_RDONLY) = 7\nsteps 5 to 13, "), tip);
    }

    @Test
    void chapters_areGoneToByKey() {
        Page page = play("family", 1);
        for (String[] press : new String[][] {{"j", "2"}, {"j", "4"}, {"j", "15"}, {"k", "4"}, {"k", "2"}}) {
            page.keyboard().press(press[0]);
            waitFor(page, "signalbox.view().step === " + press[1]);
        }
        page.keyboard().press("k");
        waitFor(page, "document.querySelector('.notice').textContent.includes('No chapter')");
    }

    @Test
    void search_goesToTheStepsThatSayIt() {
        Page page = play("family", 1);
        page.keyboard().press("/");
        page.keyboard().type("posix_spawn(child[1]");
        waitFor(page, "document.activeElement.classList.contains('search')");
        assertEquals(1, page.evaluate("signalbox.view().step"), "typing is no order");
        page.keyboard().press("Enter");
        waitFor(
                page,
                "document.querySelector('.row.current.hit code')?.textContent === 'posix_spawn(child[1]) = 4713'");
        page.keyboard().press("Escape");
        waitFor(page, "document.querySelectorAll('.row.hit').length === 0");
        page.keyboard().press("/");
        page.keyboard().type("nowhere");
        page.keyboard().press("Enter");
        waitFor(page, "document.querySelector('.notice').textContent === 'No step says “nowhere”'");
    }

    @Test
    void singleLetters_canBeSwitchedOff() {
        Page page = play("family", 5);
        page.keyboard().press("?");
        page.click(".choice input");
        page.keyboard().press("Escape");
        waitFor(page, "!document.querySelector('dialog').open && !document.activeElement.closest('dialog')");
        page.keyboard().press("j");
        page.keyboard().press("ArrowRight");
        waitFor(page, "signalbox.view().step === 6 && location.hash.includes('s=6')");
        page.reload();
        waitFor(page, "signalbox.view().step === 6 && document.querySelector('.row.current')");
        page.keyboard().press("j");
        page.keyboard().press("ArrowRight");
        waitFor(page, "signalbox.view().step === 7");
    }

    @Test
    void bigRun_isDrawnWithFewMarksAtEveryZoom() {
        Page page = play("busy", 500);
        for (String key : "x w w w w w w w w w w w w 0 x w w w w w w w w".split(" ")) {
            page.keyboard().press(key);
            page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            @SuppressWarnings("unchecked")
            Map<String, Object> stats = (Map<String, Object>) page.evaluate("signalbox.stats()");
            assertTrue(((Number) stats.get("marks")).intValue() <= 4000, key + stats);
            assertTrue(((Number) stats.get("svgMarks")).intValue() <= 600, key + stats);
        }
    }

    @Test
    void crowd_keepsEveryLaneApart() {
        Page page = play("crowd", 60);
        assertEquals(15, page.locator(".lane:not(.object)").count());
        assertEquals(
                true,
                page.evaluate("(() => { const boxes = [...document.querySelectorAll('.lane')].map(e =>"
                        + " e.getBoundingClientRect()).sort((a, b) => a.top - b.top);"
                        + " return boxes.every((b, i) => i === 0 || b.top >= boxes[i - 1].bottom); })()"));
    }
}
