package dev.signalbox.scenario;

import java.util.List;
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
    PARAMETERS(
            MapKind.SCENARIO,
            "parameters",
            false,
            new Shape.Named("parameter", new Shape.Value(), 0, Limits.PARAMETERS_MAX),
            "Values that --set changes, by name, each with its default; they stand in expressions."),
    OBJECTS(
            MapKind.SCENARIO,
            "objects",
            false,
            new Shape.Named("object", new Shape.MapOf(MapKind.OBJECT), 0, Limits.OBJECTS_MAX),
            "The kernel objects that the workers share, by name; made before the start."),
    WORKERS(
            MapKind.SCENARIO,
            "workers",
            true,
            new Shape.Named("worker", new Shape.MapOf(MapKind.WORKER), 1, Limits.WORKERS_MAX),
            "The processes that play the scenario, by name; all start at the same time but those that are spawned."),
    EXPECT(
            MapKind.SCENARIO,
            "expect",
            false,
            new Shape.MapOf(MapKind.EXPECT),
            "What has to happen; without it the run has to complete."),
    EXPLORE(
            MapKind.SCENARIO,
            "explore",
            false,
            new Shape.MapOf(MapKind.EXPLORE),
            "What has to happen over all schedules."),

    PIPE(MapKind.OBJECT, "pipe", false, new Shape.MapOf(MapKind.PIPE), "A pipe, see pipe(7)."),
    FIFO(
            MapKind.OBJECT,
            "fifo",
            false,
            new Shape.MapOf(MapKind.FIFO),
            "A FIFO, see fifo(7); its name is its path, in the folder of the run, where all workers are."),

    CAPACITY(
            MapKind.PIPE,
            "capacity",
            false,
            new Shape.Computed(new Shape.PowerOfTwo(Limits.CAPACITY_MIN, Limits.CAPACITY_MAX)),
            "Bytes that the pipe can hold, see F_SETPIPE_SZ in fcntl(2); without it the kernel gives 65536."),

    COUNT(
            MapKind.WORKER,
            "count",
            false,
            new Shape.Computed(new Shape.Whole(1, Limits.WORKERS_MAX)),
            "So many workers alike, as name[0], name[1] and so on; i is the index in their expressions."),
    HOLDS(
            MapKind.WORKER,
            "holds",
            false,
            new Shape.OneOrMore("ends such as p[1], or p for both", Shape.Words.ENDS),
            "The ends that the worker holds at its start; without it those that it names, and one that is spawned holds"
                    + " what its parent has open then."),
    STEPS(MapKind.WORKER, "steps", false, new Shape.Steps(), "What the worker does, from the first to the last."),
    THREADS(
            MapKind.WORKER,
            "threads",
            false,
            new Shape.Named("thread", new Shape.Steps(), 1, Limits.THREADS_MAX),
            "Several threads by name, each with its steps and its variables."),
    JAVA(
            MapKind.WORKER,
            "java",
            false,
            new Shape.Word("the name of a class such as examples.Uppercase", Shape.Words.CLASS),
            "A class of scenarios/ with a main method."),
    ARGUMENTS(
            MapKind.WORKER,
            "arguments",
            false,
            new Shape.Arguments(0),
            "What the class is called with; ${expression} stands for a value: a FIFO is its path, p[0] its number."),
    EXEC(
            MapKind.WORKER,
            "exec",
            false,
            new Shape.Arguments(1),
            "A program of the system and its arguments, with ${expression} as in arguments."),
    STDIN(
            MapKind.WORKER,
            "stdin",
            false,
            new Shape.Word("an end such as p[0]", Shape.Words.END),
            "The end that is descriptor 0; without it nothing can be read there."),
    STDOUT(
            MapKind.WORKER,
            "stdout",
            false,
            new Shape.Word("an end such as p[1]", Shape.Words.END),
            "The end that is descriptor 1; without it the folder of the run keeps what is written."),
    STDERR(
            MapKind.WORKER,
            "stderr",
            false,
            new Shape.Word("an end such as p[1]", Shape.Words.END),
            "The end that is descriptor 2; without it the folder of the run keeps what is written."),

    REPEAT(
            MapKind.REPEAT,
            "repeat",
            true,
            new Shape.Computed(new Shape.Whole(0, Limits.REPEAT_MAX)),
            "How often the steps under do are taken; looked at once."),
    DO(MapKind.REPEAT, "do", true, new Shape.Steps(), "The steps to repeat."),

    WHILE(
            MapKind.WHILE,
            "while",
            true,
            new Shape.Condition(),
            "Looked at before each time; a call in it is made each time."),
    WHILE_DO(
            MapKind.WHILE,
            "do",
            false,
            new Shape.Steps(),
            "The steps to repeat; a call in the condition may be enough."),

    IF(MapKind.IF, "if", true, new Shape.Condition(), "Looked at once."),
    THEN(MapKind.IF, "then", true, new Shape.Steps(), "The steps for true."),
    ELSE(MapKind.IF, "else", false, new Shape.Steps(), "The steps for false."),

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
            new Shape.OneOrMore("names of workers", Shape.Words.WORKERS),
            "Workers that had to wait in a call at least once; the others may or may not."),
    FINDING(MapKind.EXPECT, "finding", false, new Shape.MapOf(MapKind.FINDING), "What must have been found."),

    TYPE(
            MapKind.FINDING,
            "type",
            true,
            new Shape.OneOf("one of " + String.join(", ", FindingKind.words()), FindingKind.words()),
            "The kind of finding: workers that wait for ever, one whose wait only itself could end, one that"
                    + " a signal ended, one that ended with another exit code than expected."),
    FINDING_WORKERS(
            MapKind.FINDING,
            "workers",
            false,
            new Shape.OneOrMore("names of workers", Shape.Words.WORKERS),
            "Workers that it is about."),
    FINDING_OBJECTS(
            MapKind.FINDING,
            "objects",
            false,
            new Shape.OneOrMore("names of objects", Shape.Words.OBJECTS),
            "Objects that it is about, also such as only the run makes."),

    EXIT(
            MapKind.EXPECT_WORKER,
            "exit",
            false,
            new Shape.Whole(0, Limits.EXIT_CODE_MAX),
            "The exit code of the worker's process; 0 where every step went as written."),
    KILLED(
            MapKind.EXPECT_WORKER,
            "killed",
            false,
            new Shape.OneOf(
                    "the name of a signal such as SIGPIPE",
                    List.copyOf(Constant.SIGNAL.entries().keySet())),
            "The signal that ends the worker's process; it has no exit code then."),
    PRINTS(
            MapKind.EXPECT_WORKER,
            "prints",
            false,
            new Shape.Text(Limits.ABOUT_LENGTH_MAX),
            "All that it writes to its standard output; between slashes, a regular expression that is found in it."),

    MUST(MapKind.EXPLORE, "must", false, goals(), "Each of these comes about on some schedule."),
    MAY(MapKind.EXPLORE, "may", false, goals(), "These may come about, and nothing else beside those under must."),
    NEVER(MapKind.EXPLORE, "never", false, goals(), "None of these comes about on any schedule.");

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

    private static Shape goals() {
        return new Shape.OneOrMore("outcomes, or conditions such as \"reader.total == 300\"", Shape.Words.GOALS);
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
