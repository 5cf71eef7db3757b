package dev.signalbox.analyze;

import dev.signalbox.primitive.Primitive;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import dev.signalbox.trace.Phase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A tiny language for traces: one call a line.
 *
 * <pre>
 * W 10..20 write 100 = 100      worker, stamps, call, count, result (or EOF, EPIPE, EAGAIN, EINTR)
 * R.2 5.. read 10               a second thread; still in flight
 * W 10..20 write 3 = 3 'abc'    the first bytes of what was moved, where they matter
 * W 10..30 write 10 cut         its process ended inside
 * W 30..40 exit                 the end of a process
 * R 7..8 q:read! 5 = EAGAIN     on another object than the first; not blocking
 * R 7..8 fionread = 12
 * </pre>
 *
 * Workers whose name begins with R hold a read end of each object, with W a write end, with B both.
 */
final class Litmus {
    private static final String OBJECTS = "pqrs";

    final List<Watched> objects = new ArrayList<>();
    final List<Held> held = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final Analysis analysis;
    private final List<String> workers = new ArrayList<>();

    private Litmus(int objectCount, int capacity, String... lines) {
        for (String line : lines) {
            String name = line.strip().split("[ .]")[0];
            if (!workers.contains(name)) {
                workers.add(name);
            }
        }
        for (int o = 0; o < objectCount; o++) {
            objects.add(new Watched(Primitive.PIPE, capacity));
            for (int w = 0; w < workers.size(); w++) {
                held.add(new Held(w, o, access(workers.get(w))));
            }
        }
        for (int i = 0; i < lines.length; i++) {
            parse(lines[i].strip(), i + 1);
        }
        // Collected in the order in which they were recorded; a worker's end after all else of it.
        events.sort(Comparator.comparingLong((Event e) -> e.phase() == Phase.ENTER ? e.startNs() : e.endNs()));
        analysis = new Analysis(objects, held);
    }

    static Litmus pipe(int capacity, String... lines) {
        return new Litmus(1, capacity, lines);
    }

    static Litmus pipes(int count, int capacity, String... lines) {
        return new Litmus(count, capacity, lines);
    }

    private static int access(String worker) {
        return "RWB".indexOf(worker.charAt(0));
    }

    private void parse(String text, int opId) {
        int quote = text.indexOf(" '");
        String line = quote < 0 ? text : text.substring(0, quote);
        byte[] preview = quote < 0
                ? new byte[0]
                : text.substring(quote + 2, text.length() - 1).getBytes(StandardCharsets.US_ASCII);
        String[] words = line.split(" +");
        String[] name = words[0].split("\\.");
        int worker = workers.indexOf(name[0]);
        int tid = name.length > 1 ? Integer.parseInt(name[1]) : 1;
        String[] stamps = words[1].split("\\.\\.");
        long start = Long.parseLong(stamps[0]);
        long end = stamps.length > 1 ? Long.parseLong(stamps[1]) : Act.OPEN;
        String call = words[2];
        int object = 0;
        if (call.indexOf(':') > 0) {
            object = OBJECTS.indexOf(call.charAt(0));
            call = call.substring(2);
        }
        int flags = access(name[0]) << Event.ACCESS_SHIFT;
        if (call.endsWith("!")) {
            flags |= Event.NONBLOCK;
            call = call.substring(0, call.length() - 1);
        }
        Op op = Op.valueOf(call.toUpperCase(Locale.ROOT));
        long count = words.length > 3 && Character.isDigit(words[3].charAt(0)) ? Long.parseLong(words[3]) : 0;
        boolean isCut = words[words.length - 1].equals("cut");
        String result = words[words.length - 2].equals("=") ? words[words.length - 1] : "0";
        long value = 0;
        int errno = Arrays.asList("EINTR", "EAGAIN", "EPIPE").contains(result)
                ? new int[] {4, 11, 32}
                        [Arrays.asList("EINTR", "EAGAIN", "EPIPE").indexOf(result)]
                : 0;
        long returned = errno != 0 ? -1 : result.equals("EOF") ? 0 : Long.parseLong(result);
        if (op == Op.FIONREAD) {
            value = returned;
            returned = 0;
        }
        boolean hasObject = op != Op.EXIT && op != Op.NANOSLEEP && op != Op.NOTE && op != Op.START;
        int on = hasObject ? object : Event.NO_OBJECT;
        if (op.blocks()) {
            add(Phase.ENTER, op, worker, tid, opId, on, flags, count, 0, 0, 0, start, start, preview);
        }
        if (end != Act.OPEN) {
            Phase phase = isCut ? Phase.CUT : op.blocks() ? Phase.EXIT : Phase.WHOLE;
            add(
                    phase,
                    op,
                    worker,
                    tid,
                    opId,
                    on,
                    flags,
                    count,
                    value,
                    isCut ? 0 : returned,
                    errno,
                    start,
                    end,
                    preview);
        }
    }

    private void add(
            Phase phase,
            Op op,
            int worker,
            int tid,
            long opId,
            int object,
            int flags,
            long arg0,
            long arg1,
            long result,
            int errno,
            long start,
            long end,
            byte[] preview) {
        events.add(new Event(
                events.size(),
                phase,
                op,
                worker,
                tid,
                opId,
                object,
                3,
                flags,
                arg0,
                arg1,
                result,
                errno,
                start,
                end,
                0,
                0,
                preview));
    }

    /** Takes all, then finishes. */
    Litmus finish() {
        events.forEach(analysis::take);
        analysis.finish();
        return this;
    }

    /** Takes what was recorded until then and advances to it. */
    Litmus advance(long untilNs) {
        while (!events.isEmpty() && recordedNs(events.get(0)) <= untilNs) {
            analysis.take(events.remove(0));
        }
        analysis.advance(untilNs);
        return this;
    }

    static long recordedNs(Event e) {
        return e.phase() == Phase.ENTER ? e.startNs() : e.endNs();
    }

    /** The steps in words: {@code W enter write 100; R read 100}. */
    String steps() {
        return analysis.events().stream().map(this::words).collect(Collectors.joining("; "));
    }

    /** The steps without ENTER. */
    String effects() {
        return analysis.events().stream()
                .filter(e -> e.phase() != Phase.ENTER)
                .map(this::words)
                .collect(Collectors.joining("; "));
    }

    private String words(Event e) {
        String words = workers.get(e.worker()) + " "
                + (e.phase() == Phase.EXIT || e.phase() == Phase.WHOLE
                        ? ""
                        : e.phase().name().toLowerCase(Locale.ROOT) + " ")
                + e.op().call();
        if (e.phase() == Phase.ENTER) {
            words += e.has(Event.WAITS) ? " waits" : "";
        } else if (e.op().blocks() && e.phase() != Phase.CUT) {
            words += " " + e.result();
        }
        return words + (e.has(Event.DIVERGES) ? " diverges" : "");
    }

    /** The edges in words: {@code 2>4 0+100}, behind it {@code ?} where it is inferred. */
    String edges() {
        return Tables.edges(analysis).stream()
                .map(e -> e.fromStep() + ">" + e.toStep() + " " + e.offset() + "+" + e.bytes()
                        + (e.kind() == 0 ? "" : "?"))
                .collect(Collectors.joining("; "));
    }

    /** The values of one cell, first to last. */
    String cell(int object, int cell) {
        return Tables.cells(analysis).stream()
                .filter(c -> c.object() == object && c.cell() == cell)
                .map(c -> Long.toString(c.value()))
                .collect(Collectors.joining(" "));
    }
}
