package dev.signalbox.server;

import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;

/** Decides who may speak with the server: this user's own pages and nobody else. */
final class Guard {
    static final String COOKIE = "signalbox";

    private static final String NO_TOKEN =
            "this page needs the token of signalbox (next: open the address that signalbox printed when it started)";

    private final Token token;

    Guard(Token token) {
        this.token = token;
    }

    /**
     * Why a request is refused, or null where it may pass.
     *
     * <p>The host is checked against DNS rebinding; the origin since a browser sends cookies with requests and sockets
     * that a foreign page opens.
     *
     * @param port the port that the request came to
     * @param socket a WebSocket must name its origin; a plain request may leave it out
     */
    String refusal(MultiMap headers, int port, String shownToken, boolean socket) {
        String host = headers.get(HttpHeaders.HOST);
        if (!("127.0.0.1:" + port).equals(host) && !("localhost:" + port).equals(host)) {
            return "host: " + shown(host) + " (expected: 127.0.0.1 or localhost, with the port of signalbox)";
        }
        String origin = headers.get(HttpHeaders.ORIGIN);
        boolean same = origin == null ? !socket : origin.equals("http://" + host);
        if (!same) {
            return "origin: " + shown(origin) + " (expected: a page of this signalbox)";
        }
        return token.is(shownToken) || token.is(cookieOf(headers)) ? null : NO_TOKEN;
    }

    /** Whether the token in an address is the right one. */
    boolean knows(String shownToken) {
        return token.is(shownToken);
    }

    Cookie cookie() {
        return Cookie.cookie(COOKIE, token.text())
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setPath("/");
    }

    private static String cookieOf(MultiMap headers) {
        String header = headers.get(HttpHeaders.COOKIE);
        if (header == null) {
            return null;
        }
        for (String pair : header.split(";")) {
            String trimmed = pair.strip();
            if (trimmed.startsWith(COOKIE + "=")) {
                return trimmed.substring(COOKIE.length() + 1);
            }
        }
        return null;
    }

    private static String shown(String header) {
        return header == null ? "none" : header.length() > 80 ? header.substring(0, 80) + "…" : header;
    }
}
