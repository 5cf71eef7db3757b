package dev.signalbox.server;

import dev.signalbox.run.Runs;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers plain requests: the gallery, the page of a run and its files. */
final class Answers {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";
    // Our own files change with every build under the same name; D3's address names its version.
    private static final String ASK_AGAIN = "no-cache";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String NEVER_KEEP = "no-store";

    private final Runs runs;
    private final Pages pages;
    private final Guard guard;

    Answers(Runs runs, Pages pages, Guard guard) {
        this.runs = runs;
        this.pages = pages;
        this.guard = guard;
    }

    void answer(HttpServerRequest request) {
        String shownToken = request.getParam("token");
        String refusal = guard.refusal(request.headers(), request.localAddress().port(), shownToken, false);
        HttpMethod method = request.method();
        if (refusal != null) {
            say(request, 403, refusal);
        } else if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            say(request, 405, "method: " + method + " (expected: GET or HEAD)");
        } else if (guard.knows(shownToken)) {
            // The token leaves the address bar, the history and the links that are shared.
            request.response().addCookie(guard.cookie());
            request.response().putHeader("Location", withoutToken(request));
            send(request, 303, TEXT, NEVER_KEEP, new byte[0]);
        } else {
            try {
                route(request);
            } catch (IOException unreadable) {
                say(request, 500, "page: " + unreadable.getMessage());
            }
        }
    }

    private void route(HttpServerRequest request) throws IOException {
        String path = request.path();
        if (path.equals("/")) {
            send(request, 200, HTML, NEVER_KEEP, Gallery.html(runs).getBytes(StandardCharsets.UTF_8));
        } else if (path.startsWith("/run/")) {
            String id = path.substring("/run/".length());
            if (runs.find(id) == null) {
                say(request, 404, "run: '" + id + "' is not here (next: see the list of runs at /)");
            } else {
                send(request, 200, HTML, NEVER_KEEP, pages.index());
            }
        } else if (path.equals(Pages.D3)) {
            sendFile(request, pages.d3(), FOR_EVER);
        } else if (path.startsWith("/app/")) {
            sendFile(request, pages.file(path.substring("/app/".length())), ASK_AGAIN);
        } else {
            sendFile(request, null, NEVER_KEEP);
        }
    }

    private void sendFile(HttpServerRequest request, byte[] bytes, String keep) {
        if (bytes == null) {
            say(request, 404, "page: " + request.path() + " is not here");
        } else {
            send(request, 200, Pages.type(request.path()), keep, bytes);
        }
    }

    private void say(HttpServerRequest request, int status, String sentence) {
        send(request, status, TEXT, NEVER_KEEP, (sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void send(HttpServerRequest request, int status, String type, String keep, byte[] body) {
        HttpServerResponse response = request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", keep)
                .putHeader("Content-Security-Policy", pages.policy())
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", Integer.toString(body.length)).end();
        } else {
            response.end(Buffer.buffer(body));
        }
    }

    private static String withoutToken(HttpServerRequest request) {
        StringBuilder to = new StringBuilder(request.path().replaceFirst("^/+", "/"));
        char join = '?';
        String query = request.query() == null ? "" : request.query();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty() && !pair.startsWith("token=")) {
                to.append(join).append(pair);
                join = '&';
            }
        }
        return to.toString();
    }
}
