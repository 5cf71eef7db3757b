package dev.signalbox.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.run.PastRun;
import dev.signalbox.run.RunInfo;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Phase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export}: a trace for other programs. */
@Command(name = "export", mixinStandardHelpOptions = true, description = "Prints the events of a past run.")
final class ExportCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Mixin
    private RunArgument run;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "jsonl",
            description = "jsonl: one event a line (default: ${DEFAULT-VALUE}).")
    private String format;

    @Override
    public Integer call() throws Exception {
        if (!format.equals("jsonl")) {
            throw new InputException("--format: " + format + " (expected: jsonl)");
        }
        PastRun past = run.open();
        List<Event> events = past.events();
        RunArgument.warn(past);
        try (BufferedWriter out =
                new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16)) {
            for (int i = 0; i < events.size(); i++) {
                out.write(line(i + 1, events.get(i), past.info()).toString());
                out.write('\n');
            }
        } catch (IOException readerIsGone) {
            return Exit.MET;
        }
        return Exit.MET;
    }

    static ObjectNode line(int step, Event e, RunInfo info) {
        boolean hasObject = e.object() != Event.NO_OBJECT;
        boolean moves = e.op().effect().name().matches("READ|WRITE") && e.phase() != Phase.ENTER;
        ObjectNode json = JSON.createObjectNode();
        json.put("seq", e.seq());
        json.put("step", step);
        json.put("worker", info.workers().get(e.worker()).name());
        json.put("pid", info.workers().get(e.worker()).pid());
        json.put("tid", e.tid());
        json.putNull("thread");
        json.put("phase", e.phase().name().toLowerCase(Locale.ROOT));
        json.put("op", e.op().call());
        json.put("effect", e.op().effect().word());
        json.put("object", hasObject ? info.objects().get(e.object()).name() : null);
        ArrayNode objects = json.putArray("objects");
        if (hasObject) {
            objects.add(info.objects().get(e.object()).name());
        }
        json.put("kind", hasObject ? info.objects().get(e.object()).kind() : null);
        json.put("fd", e.fd());
        json.put("start_ns", e.startNs());
        json.put("end_ns", e.endNs());
        json.put("at_ns", e.atNs());
        json.putArray("args").add(e.arg0()).add(e.arg1());
        boolean unknown = e.phase() == Phase.ENTER || e.phase() == Phase.CUT;
        json.put("result", unknown ? null : (Long) e.result());
        json.put("errno", e.errno());
        json.put("bytes", moves && e.result() > 0 ? e.result() : 0);
        json.put("line", e.line());
        json.put("mode", "free");
        json.put("waits", e.has(Event.WAITS));
        json.put("inferred", e.has(Event.INFERRED));
        json.put("diverges", e.has(Event.DIVERGES));
        json.put("op_id", e.opId());
        return json;
    }
}
