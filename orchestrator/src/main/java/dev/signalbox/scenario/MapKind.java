package dev.signalbox.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The maps of a scenario file; {@link Key} says which keys each has. */
enum MapKind {
    SCENARIO("scenario", "the file itself"),
    OBJECT("object", "under the name of an object; exactly one of these"),
    PIPE("pipe", "what a pipe is made with"),
    FIFO("fifo", "what a FIFO is made with"),
    WORKER("worker", "under the name of a worker; exactly one of steps, threads, java and exec"),
    REPEAT("repeat", "a step that repeats steps"),
    WHILE("while", "a step that repeats steps as long as a condition is true"),
    IF("if", "a step that chooses"),
    EXPECT("expect", "what the run is graded by; the name of a worker is a key here, too"),
    FINDING("finding", "what must have been found; it may name more workers and objects"),
    EXPECT_WORKER(
            "expect of a worker",
            "under the name of a worker in expect; its other keys are variables, as they are at the end"),
    EXPLORE("explore", "what all schedules together are graded by");

    private final String words;
    private final String sentence;

    MapKind(String words, String sentence) {
        this.words = words;
        this.sentence = sentence;
    }

    String words() {
        return words;
    }

    /** How the schema calls it. */
    String definition() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String sentence() {
        return sentence;
    }

    /** Its keys in the order in which they are best written. */
    List<Key> keys() {
        return Arrays.stream(Key.values()).filter(k -> k.in() == this).toList();
    }

    /** Keys of which exactly one has to be there. */
    List<Key> choice() {
        return switch (this) {
            case OBJECT -> List.of(Key.PIPE, Key.FIFO);
            case WORKER -> List.of(Key.STEPS, Key.THREADS, Key.JAVA, Key.EXEC);
            default -> List.of();
        };
    }

    /** Keys that make no sense without another one. */
    Map<Key, Key> needs() {
        return this == WORKER ? Map.of(Key.ARGUMENTS, Key.JAVA) : Map.of();
    }

    /** What stands under keys that the table does not have, or null where there can be none. */
    Shape others() {
        return switch (this) {
            case EXPECT -> new Shape.MapOf(EXPECT_WORKER);
            case EXPECT_WORKER -> new Shape.Value();
            default -> null;
        };
    }

    /** What the other keys are names of. */
    String otherWord() {
        return this == EXPECT ? "worker" : "variable";
    }

    /** The kind of a step that is a map with this key, or null. */
    static MapKind ofStep(String key) {
        return Arrays.asList(REPEAT, WHILE, IF).stream()
                .filter(k -> Key.of(k, key).isPresent())
                .findFirst()
                .orElse(null);
    }
}
