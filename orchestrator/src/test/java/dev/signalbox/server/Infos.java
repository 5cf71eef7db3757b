package dev.signalbox.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes the RunInfo that goes with a tape. */
final class Infos {
    private static final ObjectMapper JSON = new ObjectMapper();

    final ObjectNode info = JSON.createObjectNode();

    Infos(String run, String title, String source, List<String> workers) {
        info.put("run", run).put("startedAt", "2026-11-23T19:30:00Z").put("state", "ended");
        info.putObject("scenario")
                .put("file", run.replaceFirst("^[0-9-]*", "") + ".yaml")
                .put("title", title)
                .put("about", "")
                .put("source", source);
        ArrayNode list = info.putArray("workers");
        for (int i = 0; i < workers.size(); i++) {
            list.addObject()
                    .put("index", i)
                    .put("name", workers.get(i))
                    .put("pid", 4711 + i)
                    .put("stderr", "")
                    .putNull("ended");
        }
        ObjectNode pipe = info.putArray("objects")
                .addObject()
                .put("index", 0)
                .put("name", "p")
                .put("kind", "pipe");
        ArrayNode cells = pipe.putArray("cells");
        cells.addObject().put("name", "level").put("label", "bytes in the pipe").put("max", 4096);
        cells.addObject().put("name", "readers").put("label", "open read ends");
        cells.addObject().put("name", "writers").put("label", "open write ends");
        info.putNull("outcome").putNull("met").put("verdict", "");
        info.putArray("findings");
        info.put("events", 0).put("lost", 0).put("divergences", 0).put("durationMs", 0);
    }

    Infos exited(int worker, int code) {
        ((ObjectNode) info.get("workers").get(worker))
                .putObject("ended")
                .put("how", "exited")
                .put("code", code);
        return this;
    }

    Infos killed(int worker, String signal) {
        ((ObjectNode) info.get("workers").get(worker))
                .putObject("ended")
                .put("how", "killed")
                .put("signal", signal);
        return this;
    }

    Infos verdict(String outcome, boolean met, String verdict, int events) {
        info.put("outcome", outcome).put("met", met).put("verdict", verdict).put("events", events);
        return this;
    }

    Infos finding(String type, String text, int worker, int... events) {
        ObjectNode finding = ((ArrayNode) info.get("findings")).addObject();
        finding.put("type", type).put("certainty", "certain").put("text", text);
        finding.putArray("workers")
                .add(info.get("workers").get(worker).get("name").asText());
        finding.putArray("objects").add("p");
        ArrayNode list = finding.putArray("events");
        for (int event : events) {
            list.add(event);
        }
        return this;
    }

    Infos state(String state) {
        info.put("state", state);
        return this;
    }

    @Override
    public String toString() {
        return info.toString();
    }
}
