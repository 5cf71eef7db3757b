package dev.signalbox.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the tests that are written in JavaScript, in the browser they are for. */
class ModelIT {
    private static Chromium chromium;

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

    @TestFactory
    Stream<DynamicTest> tests() {
        Page page = chromium.page();
        page.navigate(Chromium.ORIGIN + "/tests/index.html");
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> results =
                (List<Map<String, Object>>) page.evaluate("async () => (await import('/tests/all.js')).results()");
        assertTrue(results.size() >= 30, "tests found: " + results.size());
        assertEquals(List.of(), chromium.complaints);
        return results.stream()
                .map(result -> dynamicTest(
                        (String) result.get("name"), () -> assertEquals("", result.get("failure"), "failure")));
    }
}
