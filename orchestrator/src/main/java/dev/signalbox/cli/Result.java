package dev.signalbox.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.run.RunInfo;
import java.nio.file.Path;
import java.util.Locale;

/** How a finished run is told on the command line. */
final class Result {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Result() {}

    /** @param withOutput whether it tells what the workers have printed */
    static String text(RunInfo info, Path folder, boolean withOutput) {
        StringBuilder text = new StringBuilder(heading(info)).append(". ").append(info.verdict());
        if (info.met() && !info.outcome().equals("completed")) {
            text.append("\nThe scenario expects this.");
        }
        if (info.lost() > 0) {
            text.append("\n").append(info.lost()).append(" records found no room and are missing.");
        }
        if (info.divergences() > 0) {
            text.append("\n").append(info.divergences()).append(" events are not explained by the model.");
        }
        if (withOutput) {
            text.append(new Output(info.workers().stream().map(w -> w.name()).toList(), folder).text());
        }
        return text.append("\nrun: ")
                .append(folder)
                .append("  (show it: ./signalbox show ")
                .append(folder)
                .append(")")
                .toString();
    }

    private static String heading(RunInfo info) {
        String outcome = info.outcome().substring(0, 1).toUpperCase(Locale.ROOT)
                + info.outcome().substring(1);
        return outcome + " in " + info.events() + (info.events() == 1 ? " step" : " steps");
    }

    /** The machine-readable result, one line. */
    static String json(RunInfo info, Path file, Path folder) {
        ObjectNode json = JSON.createObjectNode();
        json.put("scenario", file.toString());
        json.put("outcome", info.outcome());
        json.put("met", info.met());
        json.set("unmet", JSON.valueToTree(info.unmet()));
        json.put("verdict", info.verdict());
        json.set("findings", JSON.valueToTree(info.findings()));
        json.set("workers", JSON.valueToTree(info.workers()));
        json.put("events", info.events());
        json.put("lost", info.lost());
        json.put("divergences", info.divergences());
        json.put("durationMs", info.durationMs());
        json.put("run", folder.toString());
        json.putNull("replay");
        return json.toString();
    }
}
