package dev.signalbox.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Objects;

/**
 * What there is to know of a run beside its events: the file run.json, and the page's first message.
 *
 * @param startedAt ISO-8601
 * @param state starting, running or ended
 * @param outcome completed, deadlock, failed, timeout or interrupted; null while it goes on, and where nobody judged it
 * @param met whether the scenario's expectation was met; null without an outcome
 * @param events steps of the finished trace
 * @param lost records that found no room
 * @param divergences events that the models could not explain
 * @param orchestrator the process that plays it; null once it is over
 * @param unmet what is not as the scenario expects, a line for each
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunInfo(
        String run,
        String startedAt,
        ScenarioInfo scenario,
        String state,
        List<WorkerInfo> workers,
        List<ObjectInfo> objects,
        List<HoldInfo> holds,
        String outcome,
        Boolean met,
        String verdict,
        List<Finding> findings,
        long events,
        long lost,
        long divergences,
        long durationMs,
        OwnerInfo orchestrator,
        List<String> unmet) {

    static final String STARTING = "starting";
    static final String RUNNING = "running";
    static final String ENDED = "ended";
    static final String INTERRUPTED = "interrupted";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public RunInfo {
        unmet = unmet == null ? List.of() : List.copyOf(unmet);
        expect(run != null && run.matches("[A-Za-z0-9_-]+"), "run", run, "the name of a folder");
        expect(scenario != null, "scenario", scenario, "the scenario");
        expect(isWhole(workers), "workers", workers, "a list");
        expect(isWhole(objects), "objects", objects, "a list");
        expect(isWhole(holds), "holds", holds, "a list");
        expect(isWhole(findings), "findings", findings, "a list");
        for (HoldInfo hold : holds) {
            expect(
                    hold.worker >= 0 && hold.worker < workers.size(),
                    "holds: worker",
                    hold.worker,
                    "0 to " + (workers.size() - 1));
            expect(
                    hold.object >= 0 && hold.object < objects.size(),
                    "holds: object",
                    hold.object,
                    "0 to " + (objects.size() - 1));
            expect(hold.access >= 0 && hold.access <= 2, "holds: access", hold.access, "0 to 2");
        }
    }

    /** One of which nothing is expected in vain. */
    public RunInfo(
            String run,
            String startedAt,
            ScenarioInfo scenario,
            String state,
            List<WorkerInfo> workers,
            List<ObjectInfo> objects,
            List<HoldInfo> holds,
            String outcome,
            Boolean met,
            String verdict,
            List<Finding> findings,
            long events,
            long lost,
            long divergences,
            long durationMs,
            OwnerInfo orchestrator) {
        this(
                run,
                startedAt,
                scenario,
                state,
                workers,
                objects,
                holds,
                outcome,
                met,
                verdict,
                findings,
                events,
                lost,
                divergences,
                durationMs,
                orchestrator,
                List.of());
    }

    private static boolean isWhole(List<?> list) {
        return list != null && list.stream().noneMatch(Objects::isNull);
    }

    private static void expect(boolean asExpected, String what, Object value, String expected) {
        if (!asExpected) {
            throw new IllegalArgumentException(
                    what + ": " + (value == null ? "missing" : value) + " (expected: " + expected + ")");
        }
    }

    /** The scenario that was played. */
    public record ScenarioInfo(String file, String title, String about, String source) {}

    /**
     * One worker; ended is null while it runs.
     *
     * @param pid 0 until it is started
     * @param kind steps, java or exec
     * @param parent index of the worker that started it, null where none did
     * @param family the name under workers: in the scenario
     * @param threads their names; empty where it has one without a name
     * @param source its program's text, null where the scenario itself is that
     */
    public record WorkerInfo(
            int index,
            String name,
            int pid,
            EndInfo ended,
            String stderr,
            String kind,
            Integer parent,
            String family,
            List<String> threads,
            SourceInfo source) {
        static final String STEPS = "steps";
        static final String JAVA = "java";
        static final String EXEC = "exec";

        public WorkerInfo {
            kind = kind == null ? STEPS : kind;
            family = family == null ? name : family;
            threads = threads == null ? List.of() : List.copyOf(threads);
        }

        /** One with steps, from the beginning. */
        public WorkerInfo(int index, String name, int pid, EndInfo ended, String stderr) {
            this(index, name, pid, ended, stderr, STEPS, null, name, List.of(), null);
        }
    }

    /** A Java source file. */
    public record SourceInfo(String file, String text) {}

    /**
     * How a worker ended.
     *
     * @param how exited or killed
     * @param code the exit code, null for killed
     * @param signal the signal's name, null for exited
     */
    public record EndInfo(String how, Integer code, String signal) {
        @Override
        public String toString() {
            return code == null ? "was killed by " + signal : "exited with code " + code;
        }
    }

    /**
     * One object; capacity in bytes.
     *
     * @param path of a FIFO, in the folder that the workers work in; null for a pipe
     * @param line of the scenario where it is declared or made, 0 where nobody knows
     * @param declared it was there when the run began; null means yes
     * @param foreign calls on it were made that nobody saw
     * @param unknownOrigin from its first moment others could act on it whom nobody sees
     */
    public record ObjectInfo(
            int index,
            String name,
            String kind,
            int capacity,
            List<CellInfo> cells,
            String path,
            int line,
            Boolean declared,
            boolean foreign,
            boolean unknownOrigin) {
        public ObjectInfo {
            expect(capacity > 0, "capacity", capacity, "at least 1");
            expect(isWhole(cells), "cells", cells, "a list");
            expect("pipe".equals(kind) || "fifo".equals(kind), "kind", kind, "pipe or fifo");
        }

        /** One that is declared. */
        public ObjectInfo(int index, String name, String kind, int capacity, List<CellInfo> cells) {
            this(index, name, kind, capacity, cells, null, 0, true, false, false);
        }
    }

    /** One value of an object that changes; max is null where there is none. */
    public record CellInfo(String name, String label, Long max) {}

    /** A descriptor that a worker held at the beginning; access 0 reads, 1 writes; fd is null where it is not known. */
    public record HoldInfo(int worker, int object, int access, Integer fd) {

        /** One whose number is not known. */
        public HoldInfo(int worker, int object, int access) {
            this(worker, object, access, null);
        }
    }

    /** A process, by its id and the clock ticks from boot to its start. */
    public record OwnerInfo(long pid, long startTicks) {}

    /**
     * Something that was found in the run.
     *
     * @param cycle workers each of which waits for the next, the last for the first; may be empty
     */
    public record Finding(
            String type,
            String certainty,
            String text,
            List<String> workers,
            List<String> objects,
            List<Integer> events,
            List<String> cycle) {
        public Finding {
            cycle = cycle == null ? List.of() : List.copyOf(cycle);
        }

        /** One without a cycle. */
        public Finding(
                String type,
                String certainty,
                String text,
                List<String> workers,
                List<String> objects,
                List<Integer> events) {
            this(type, certainty, text, workers, objects, events, List.of());
        }
    }

    /** Whether the user ended it. */
    public boolean wasInterrupted() {
        return INTERRUPTED.equals(outcome);
    }

    /** Whether nothing was written behind it: the run ended, and its trace is whole. */
    boolean wasConcluded() {
        return ENDED.equals(state);
    }

    /** The same for a run that has written nothing behind it yet, or never will. */
    RunInfo until(String newState, String newVerdict, long newEvents, long newDurationMs) {
        return new RunInfo(
                run,
                startedAt,
                scenario,
                newState,
                workers,
                objects,
                holds,
                outcome,
                met,
                newVerdict,
                findings,
                newEvents,
                lost,
                divergences,
                newDurationMs,
                orchestrator,
                unmet);
    }

    /** As JSON, one line. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws JsonProcessingException when it is not what {@link #toJson} makes */
    static RunInfo parse(String json) throws JsonProcessingException {
        RunInfo info = JSON.readValue(json, RunInfo.class);
        if (info == null) {
            throw new JsonParseException(null, "null");
        }
        return info;
    }

    /** {@code :line:column: what}, for behind the name of the file. */
    static String whatIsWrong(JsonProcessingException wrong) {
        JsonLocation at = wrong.getLocation();
        return (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr())
                + ": "
                + (wrong.getCause() instanceof IllegalArgumentException ours
                        ? ours.getMessage()
                        : "damaged (expected: the JSON that a run wrote)");
    }
}
