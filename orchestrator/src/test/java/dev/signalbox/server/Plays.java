package dev.signalbox.server;

import dev.signalbox.analyze.Story.Kind;
import dev.signalbox.trace.Op;
import java.util.Random;
import java.util.function.LongConsumer;

/** A few runs that could have happened. */
final class Plays {
    static final String FULL_PIPE =
            """
            scenario: A full pipe makes the writer wait
            about: |
              A pipe has a limited buffer. Once it is full, write()
              blocks until the reader takes data out.
            objects:
              p: { pipe: { capacity: 4096 } }
            workers:
              writer:
                steps:
                  - note("fill the pipe")
                  - repeat: 3
                    do:
                      - write(p[1], bytes(2048))
                  - close(p[1])
              reader:
                steps:
                  - sleep(0.2)
                  - note("drain it")
                  - n = read(p[0], 2048)
                  - while: n > 0
                    do:
                      - n = read(p[0], 2048)
                  - note("end of file: the last writer is gone")
                  - close(p[0])
            expect:
              outcome: completed
            """;

    private Plays() {}

    /** @param pause called with the run's time before each act, so that a live run can take its time */
    static void fullPipe(Tape tape, LongConsumer pause) {
        Play p = new Play(tape);
        Run run = new Run(p, pause);
        run.at(0.4).start(0);
        run.at(1.1).start(1);
        Play.Open nap = run.at(3.0).enter(1, Op.NANOSLEEP, 17, 200_000_000L, false);
        run.at(4.2).note(0, 10);
        Play.Open w = run.at(6.0).enter(0, Op.WRITE, 13, 2048, false);
        run.at(6.4).exit(w, 2048, 0);
        w = run.at(9.8).enter(0, Op.WRITE, 13, 2048, false);
        run.at(10.1).exit(w, 2048, 0);
        w = run.at(13.6).enter(0, Op.WRITE, 13, 2048, true);
        run.at(203.2).exit(nap, 0, 0);
        run.at(204.0).note(1, 18);
        Play.Open r = run.at(206.1).enter(1, Op.READ, 19, 2048, false);
        run.at(206.5).exit(r, 2048, 0);
        run.at(206.9).exit(w, 2048, 0);
        r = run.at(211.0).enter(1, Op.READ, 22, 2048, false);
        run.at(211.2).exit(r, 2048, 0);
        run.at(214.7).whole(0, Op.CLOSE, 14, 1, 0, 0, 0, 0);
        r = run.at(216.0).enter(1, Op.READ, 22, 2048, false);
        run.at(216.3).exit(r, 2048, 0);
        run.at(218.0).exit(0, 0);
        r = run.at(220.9).enter(1, Op.READ, 22, 2048, false);
        run.at(221.0).exit(r, 0, 0);
        run.at(222.4).note(1, 23);
        run.at(224.0).whole(1, Op.LSEEK, 24, 0, 0, 0, -1, 29);
        run.at(225.2).whole(1, Op.CLOSE, 24, 0, 0, 0, 0, 0);
        run.at(229.6).exit(1, 0);
    }

    private static final class Run {
        private final Play play;
        private final LongConsumer pause;

        Run(Play play, LongConsumer pause) {
            this.play = play;
            this.pause = pause;
        }

        Play at(double ms) {
            pause.accept((long) (ms * 1e6));
            return play.at(ms);
        }
    }

    /** The parent holds a write end of its own, so end of file never comes. */
    static void forgottenClose(Tape tape) {
        Play p = new Play(tape);
        p.at(0.4).start(0);
        p.at(0.9).start(1);
        Play.Open r = p.at(3).enter(1, Op.READ, 12, 100, true);
        Play.Open w = p.at(5.5).enter(0, Op.WRITE, 9, 5, false);
        p.at(5.8).exit(w, 5, 0);
        p.at(6.2).exit(r, 5, 0);
        r = p.at(8.4).enter(1, Op.READ, 12, 100, true);
        p.at(9).whole(0, Op.CLOSE, 10, 1, 0, 0, 0, 0);
        p.at(11.5).exit(0, 0);
    }

    /** A writer in a loop is killed in its call. */
    static void killed(Tape tape) {
        Play p = new Play(tape);
        p.at(0.4).start(0);
        p.at(0.8).start(1);
        for (int i = 0; i < 6; i++) {
            p.later(900_000);
            Play.Open w = p.enter(0, Op.WRITE, 9, 700, false);
            p.later(120_000);
            p.exit(w, 700, 0);
            p.later(500_000);
            Play.Open r = p.enter(1, Op.READ, 13, 512, false);
            p.later(90_000);
            p.exit(r, Math.min(512, p.level()), 0);
        }
        p.later(700_000);
        Play.Open w = p.enter(0, Op.WRITE, 9, 8192, true);
        p.partial(w, 4096 - p.level());
        p.later(2_500_000);
        p.cut(w);
        p.later(100_000);
        p.killed(0, 9);
        while (p.level() > 0) {
            p.later(700_000);
            Play.Open r = p.enter(1, Op.READ, 13, 2048, false);
            p.later(90_000);
            p.exit(r, Math.min(2048, p.level()), 0);
        }
        p.later(700_000);
        p.exit(1, 0);
    }

    /** Writers and readers at random until there are so many events; the seed makes it the same again. */
    static void random(Tape tape, int workers, int events, long seed) {
        Random dice = new Random(seed);
        Play p = new Play(tape);
        Play.Open[] open = new Play.Open[workers];
        for (int w = 0; w < workers; w++) {
            p.later(100_000);
            p.start(w);
        }
        while (tape.count(Kind.EVENTS) < events) {
            int w = dice.nextInt(workers);
            // A second half in which the readers are slow: the pipe is full and writers wait.
            boolean slow = tape.count(Kind.EVENTS) > events / 2;
            p.later(2_000 + dice.nextInt(40_000));
            if (open[w] == null) {
                boolean writes = w % 2 == 0;
                int bytes = 1 + dice.nextInt(1500);
                if (!writes && dice.nextInt(slow ? 2 : 12) == 0) {
                    open[w] = p.enter(w, Op.NANOSLEEP, 20 + w, 100_000L + dice.nextInt(slow ? 900_000 : 90_000), false);
                } else if (writes) {
                    open[w] = p.enter(w, Op.WRITE, 10 + w, bytes, p.level() + bytes > 4096);
                } else {
                    open[w] = p.enter(w, Op.READ, 10 + w, bytes, p.level() == 0);
                }
            } else {
                Play.Open call = open[w];
                boolean done = true;
                if (call.op() == Op.NANOSLEEP) {
                    done = p.nowNs() - call.startNs() >= call.arg0();
                    if (done) {
                        p.exit(call, 0, 0);
                    }
                } else if (call.op() == Op.WRITE) {
                    done = p.level() + call.arg0() <= 4096;
                    if (done) {
                        p.exit(call, call.arg0(), 0);
                    }
                } else {
                    done = p.level() > 0;
                    if (done) {
                        p.exit(call, Math.min(call.arg0(), p.level()), 0);
                    }
                }
                if (done) {
                    open[w] = null;
                }
            }
        }
        for (int w = 0; w < workers; w++) {
            p.later(50_000);
            if (open[w] == null) {
                p.exit(w, 0);
            }
        }
    }
}
