package dev.signalbox.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** A headless Chromium that gets the page from the class path: no server, no network. */
final class Chromium implements AutoCloseable {
    static final String ORIGIN = "http://signalbox.test";

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private final Playwright playwright;
    private final Browser browser;

    /** What went wrong in any page: errors on the console, exceptions, requests to elsewhere. */
    final List<String> complaints = new ArrayList<>();

    Chromium() {
        Assumptions.assumeTrue(
                Files.isExecutable(InstalledChromium.PATH), InstalledChromium.PATH + " is not installed");
        playwright = InstalledChromium.playwright();
        browser = InstalledChromium.start(playwright);
    }

    Page page() {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1600, 1000));
        Page page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("exception: " + error));
        page.route("**/*", Chromium.this::serve);
        return page;
    }

    private void serve(Route route) {
        String url = route.request().url();
        String path = url.startsWith(ORIGIN) ? url.substring(ORIGIN.length()).replaceFirst("[?#].*", "") : null;
        if (path == null) {
            complaints.add("request to " + url);
            route.abort();
            return;
        }
        String resource = path.startsWith("/run/")
                ? "signalbox-page/index.html"
                : path.startsWith("/webjars/")
                        ? "META-INF/resources" + path
                        : path.replaceFirst("^/app/", "signalbox-page/").replaceFirst("^/tests/", "page-tests/");
        byte[] body = read(resource);
        if (body == null) {
            complaints.add("not found: " + path);
            route.fulfill(new Route.FulfillOptions().setStatus(404));
            return;
        }
        String type = resource.endsWith(".js")
                ? "text/javascript"
                : resource.endsWith(".css") ? "text/css" : resource.endsWith(".svg") ? "image/svg+xml" : "text/html";
        route.fulfill(new Route.FulfillOptions()
                .setStatus(200)
                .setHeaders(Map.of("Content-Type", type, "Content-Security-Policy", policy(body)))
                .setBodyBytes(body));
    }

    /** The policy that the server sends too, so that a breach of it fails here. */
    private static String policy(byte[] body) {
        Matcher map = IMPORT_MAP.matcher(new String(body, StandardCharsets.UTF_8));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((map.find() ? map.group(1) : "").getBytes(StandardCharsets.UTF_8));
            return "default-src 'self'; script-src 'self' 'sha256-"
                    + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    static byte[] read(String resource) {
        try (InputStream in = Chromium.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
