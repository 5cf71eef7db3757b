package dev.signalbox.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.run.Runs;
import dev.signalbox.run.Shown;

/** The list of runs, as a page. */
final class Gallery {
    private static final int RUNS_MAX = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Gallery() {}

    static String html(Runs runs) {
        StringBuilder out = new StringBuilder();
        out.append(
                """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Signalbox: runs</title>
                <meta name="viewport" content="width=device-width">
                <link rel="icon" href="/app/icon.svg"><link rel="stylesheet" href="/app/style.css"></head>
                <body class="gallery"><header class="top"><span class="brand"><img src="/app/icon.svg" alt="" width="24" height="24">Signalbox</span></header>
                <main><h1>Runs</h1><ol>
                """);
        int count = 0;
        for (String id : runs.ids()) {
            Shown run = runs.find(id);
            if (run != null && count++ < RUNS_MAX) {
                card(out, id, run);
            }
        }
        if (count == 0) {
            out.append("<li class=\"none\">No run yet. Start one: <code>./signalbox run FILE</code></li>");
        } else if (count > RUNS_MAX) {
            out.append("<li class=\"none\">").append(count - RUNS_MAX).append(" older runs are not listed</li>");
        }
        return out.append("</ol></main></body></html>\n").toString();
    }

    private static void card(StringBuilder out, String id, Shown run) {
        JsonNode info;
        try {
            info = JSON.readTree(run.infoJson());
        } catch (JsonProcessingException damaged) {
            return;
        }
        boolean met = info.path("met").asBoolean(true);
        String outcome = info.path("outcome").isTextual() ? info.path("outcome").asText() : "no verdict";
        boolean calm = met && outcome.equals("completed");
        boolean live = !info.path("state").asText().equals("ended");
        out.append("<li><a href=\"/run/").append(escape(id)).append("\"><b>");
        out.append(escape(info.path("scenario").path("title").asText(id))).append("</b>");
        out.append("<span class=\"chip ")
                .append(live ? "live" : calm ? "ok" : "problem")
                .append("\">");
        out.append(live ? "live" : escape(outcome)).append("</span><p>");
        out.append(escape(info.path("verdict").asText(""))).append("</p><small>");
        out.append(escape(id)).append(" · ").append(info.path("events").asInt()).append(" steps · ");
        out.append(escape(info.path("scenario").path("file").asText(""))).append("</small></a></li>\n");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
