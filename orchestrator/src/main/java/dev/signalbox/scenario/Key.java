package dev.signalbox.scenario;

import java.util.Optional;

/**
 * The keys of a scenario file.
 *
 * <p>The one table behind the parser, the JSON Schema and the reference page, as {@link StepKind} is for the steps.
 */
enum Key {
    TITLE(MapKind.SCENARIO, "scenario", false, new Shape.Text(Limits.TITLE_LENGTH_MAX), "The title, one line."),
    ABOUT(
            MapKind.SCENARIO,
            "about",
            false,
            new Shape.Text(Limits.ABOUT_LENGTH_MAX),
            "What a reader should know before the run, in plain sentences."),
    OBJECTS(
            MapKind.SCENARIO,
            "objects",
            false,
            new Shape.Named(MapKind.OBJECT, 0, Limits.OBJECTS_MAX),
            "The kernel objects that the workers share, by name."),
    WORKERS(
            MapKind.SCENARIO,
            "workers",
            true,
            new Shape.Named(MapKind.WORKER, 1, Limits.WORKERS_MAX),
            "The processes that play the scenario, by name; all start at the same time."),
    EXPECT(
            MapKind.SCENARIO,
            "expect",
            false,
            new Shape.MapOf(MapKind.EXPECT),
            "What has to happen; without it the run has to complete."),

    PIPE(MapKind.OBJECT, "pipe", true, new Shape.MapOf(MapKind.PIPE), "A pipe, see pipe(7)."),

    CAPACITY(
            MapKind.PIPE,
            "capacity",
            false,
            new Shape.PowerOfTwo(Limits.CAPACITY_MIN, Limits.CAPACITY_MAX),
            "Bytes that the pipe can hold, see F_SETPIPE_SZ in fcntl(2); without it the kernel gives 65536."),

    HOLDS(
            MapKind.WORKER,
            "holds",
            false,
            new Shape.OneOrMore("ends such as p[1], or p for both", Shape.Words.ENDS),
            "The ends that the worker holds at its start; without it those that its steps name."),
    STEPS(MapKind.WORKER, "steps", true, new Shape.Steps(), "What the worker does, from the first to the last."),

    REPEAT(
            MapKind.REPEAT,
            "repeat",
            true,
            new Shape.Whole(1, Limits.REPEAT_MAX),
            "How often the steps under do are taken."),
    DO(MapKind.REPEAT, "do", true, new Shape.Steps(), "The steps to repeat."),

    OUTCOME(
            MapKind.EXPECT,
            "outcome",
            false,
            new Shape.OneOrMore("one or more of " + String.join(", ", Outcome.words()), Shape.Words.OUTCOMES),
            "How the run may end; without it the run has to complete."),
    WAITED(
            MapKind.EXPECT,
            "waited",
            false,
            new Shape.OneOrMore("names of workers", Shape.Words.NAMES),
            "Workers that had to wait in a call at least once; the others may or may not."),

    EXIT(
            MapKind.EXPECT_WORKER,
            "exit",
            false,
            new Shape.Whole(0, Limits.EXIT_CODE_MAX),
            "The exit code of the worker's process; 0 where every step went as written.");

    private final MapKind in;
    private final String word;
    private final boolean required;
    private final Shape shape;
    private final String sentence;

    Key(MapKind in, String word, boolean required, Shape shape, String sentence) {
        this.in = in;
        this.word = word;
        this.required = required;
        this.shape = shape;
        this.sentence = sentence;
    }

    MapKind in() {
        return in;
    }

    String word() {
        return word;
    }

    boolean required() {
        return required;
    }

    Shape shape() {
        return shape;
    }

    String sentence() {
        return sentence;
    }

    static Optional<Key> of(MapKind in, String word) {
        return in.keys().stream().filter(k -> k.word.equals(word)).findFirst();
    }
}
