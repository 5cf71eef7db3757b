package dev.signalbox.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the page, from the class path. */
final class Pages {
    static final String D3 = "/webjars/d3/7.9.0/dist/d3.min.js";

    private static final String ROOT = "signalbox-page/";
    // What a file of ours is called: no dots but the last one, so no path leads out of the folder.
    private static final Pattern FILE = Pattern.compile("([a-z0-9-]+/)*[a-z0-9-]+\\.(js|css|svg|html)");
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "html", "text/html; charset=utf-8");
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private final byte[] index;
    private final String policy;

    Pages() throws IOException {
        index = read(ROOT + "index.html");
        if (index == null) {
            throw new IOException("page: signalbox-page/index.html is not on the class path (expected: web-ui.jar)");
        }
        Matcher map = IMPORT_MAP.matcher(new String(index, StandardCharsets.UTF_8));
        String script = map.find() ? " 'sha256-" + sha256(map.group(1)) + "'" : "";
        policy = "default-src 'self'; script-src 'self'" + script
                + "; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /** The page of a run, the same for every run. */
    byte[] index() {
        return index;
    }

    /** The Content-Security-Policy of every answer. */
    String policy() {
        return policy;
    }

    /** One file of the page, or null where there is none of that name. */
    byte[] file(String name) throws IOException {
        return FILE.matcher(name).matches() ? read(ROOT + name) : null;
    }

    byte[] d3() throws IOException {
        return read("META-INF/resources" + D3);
    }

    static String type(String name) {
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream in = Pages.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
