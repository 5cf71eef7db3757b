package dev.signalbox.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.run.RunInfo;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Phase;
import java.util.List;
import java.util.Locale;

/** What {@code export --format jsonl} prints, held against the trace on disk. */
final class Exported {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Exported() {}

    /** One line an event, in the order of the steps, and each says the same. */
    static void assertSame(List<String> lines, Played played) throws Exception {
        List<Event> events = played.events();
        assertEquals(events.size(), lines.size(), "lines of the export");
        for (int i = 0; i < events.size(); i++) {
            assertEquals(text(i + 1, events.get(i), played.past().info()), text(JSON.readTree(lines.get(i))));
        }
    }

    private static String text(int step, Event e, RunInfo info) {
        RunInfo.WorkerInfo worker = info.workers().get(e.worker());
        boolean unknown = e.phase() == Phase.ENTER || e.phase() == Phase.CUT;
        String object = e.object() == Event.NO_OBJECT
                ? "null"
                : info.objects().get(e.object()).name();
        return step + " " + worker.name() + " " + worker.pid() + "/" + e.tid() + " "
                + e.phase().name().toLowerCase(Locale.ROOT) + " " + e.op().call() + " " + object + "/" + e.fd() + " "
                + e.arg0() + "," + e.arg1() + " = " + (unknown ? "null" : e.result()) + " " + e.errno() + " line "
                + e.line() + " " + e.startNs() + " " + e.endNs() + " op " + e.opId() + " waits " + e.has(Event.WAITS)
                + " diverges " + e.has(Event.DIVERGES);
    }

    private static String text(JsonNode e) {
        JsonNode args = e.get("args");
        return e.get("step") + " " + e.get("worker").asText() + " " + e.get("pid") + "/" + e.get("tid") + " "
                + e.get("phase").asText() + " " + e.get("op").asText() + " "
                + e.get("object").asText() + "/" + e.get("fd") + " " + args.get(0) + "," + args.get(1) + " = "
                + e.get("result") + " " + e.get("errno") + " line " + e.get("line") + " " + e.get("start_ns") + " "
                + e.get("end_ns") + " op " + e.get("op_id") + " waits " + e.get("waits") + " diverges "
                + e.get("diverges");
    }
}
