package dev.signalbox.server;

import dev.signalbox.run.Runs;
import dev.signalbox.run.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Serves the made-up runs, to develop the page: start it, open the addresses it prints. */
final class ShowPlays implements Runs {
    private static final String LOOP =
            """
            scenario: %s
            objects:
              p: { pipe: { capacity: 4096 } }
            workers:
              writer:
                steps:
                  # runs until it is stopped
                  - repeat: 100
                  - write(p[1], bytes(700))
                  - close(p[1])
              reader:
                  - read(p[0], 512)
                  - n = read(p[0], 512)
            """;

    private final Map<String, Tape> tapes = new LinkedHashMap<>();

    public static void main(String[] args) throws Exception {
        ShowPlays plays = new ShowPlays();
        plays.add(args.length > 1 ? Integer.parseInt(args[1]) : 200_000);
        Server server = Server.start(plays, Integer.parseInt(args[0]), Token.random());
        for (String id : plays.ids()) {
            System.out.println(server.address("/run/" + id));
        }
        System.out.println(server.address("/"));
        plays.live();
        Thread.sleep(Long.MAX_VALUE);
    }

    private void add(int many) {
        Tape full = tape("20261123-193000-full-pipe");
        Plays.fullPipe(full, now -> {});
        full.info(info("full-pipe", Plays.FULL_PIPE, "writer", "reader")
                .exited(0, 0)
                .exited(1, 0)
                .verdict(
                        "completed",
                        true,
                        "The writer waited 193 ms because the pipe was full. Everything that was written was read.",
                        29)
                .toString());
        full.end();
        Tape close = tape("20261123-193100-forgotten-close");
        Plays.forgottenClose(close);
        close.info(info("forgotten-close", LOOP.formatted("The forgotten close"), "child", "parent")
                .exited(0, 0)
                .verdict(
                        "deadlock",
                        true,
                        "parent waits for data in p for ever: the only write end that is left is its own.",
                        11)
                .finding("orphaned-wait", "parent reads p, and holds the last write end itself", 1, 7, 8)
                .toString());
        close.end();
        Tape killed = tape("20261123-193200-killed");
        Plays.killed(killed);
        killed.info(info("killed", LOOP.formatted("A writer is killed"), "writer", "reader")
                .killed(0, "SIGKILL")
                .exited(1, 0)
                .verdict("failed", false, "writer was killed by SIGKILL inside write(p[1], 8192).", 40)
                .toString());
        killed.end();
        Tape random = tape("20261123-193300-many");
        Plays.random(random, 8, many, 7);
        random.info(info("many", LOOP.formatted("Many writers and readers"), names(8))
                .verdict("timeout", false, "Stopped after 30 s.", many)
                .toString());
        random.end();
        tape("20261123-193400-live");
    }

    private void live() {
        Tape live = tapes.get("20261123-193400-live");
        live.info(info("live", Plays.FULL_PIPE, "writer", "reader")
                .state("running")
                .toString());
        long start = System.nanoTime();
        Plays.fullPipe(live, now -> {
            long slow = now * 60;
            while (System.nanoTime() - start < slow) {
                LockSupport.parkNanos(1_000_000);
            }
        });
        live.info(info("live", Plays.FULL_PIPE, "writer", "reader")
                .exited(0, 0)
                .exited(1, 0)
                .verdict("completed", true, "Everything that was written was read.", 29)
                .toString());
        live.end();
    }

    static String[] names(int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = (i % 2 == 0 ? "writer-" : "reader-") + (i / 2 + 1);
        }
        return names;
    }

    private static Infos info(String run, String source, String... workers) {
        String title = source.lines().findFirst().orElse("").replace("scenario: ", "");
        return new Infos(run, title, source, List.of(workers));
    }

    private Tape tape(String id) {
        Tape tape = new Tape();
        tape.info(info(id, "scenario: " + id, "writer", "reader")
                .state("starting")
                .toString());
        tapes.put(id, tape);
        return tape;
    }

    @Override
    public Shown find(String id) {
        return tapes.get(id);
    }

    @Override
    public List<String> ids() {
        return List.copyOf(tapes.keySet());
    }
}
