package dev.signalbox.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The maps of a scenario file; {@link Key} says which keys each has. */
enum MapKind {
    SCENARIO("scenario", "the file itself"),
    OBJECT("object", "under the name of an object; exactly one of these"),
    PIPE("pipe", "what a pipe is made with"),
    WORKER("worker", "under the name of a worker"),
    REPEAT("repeat", "a step that repeats steps"),
    EXPECT("expect", "what the run is graded by; the name of a worker is a key here, too"),
    EXPECT_WORKER("expect of a worker", "under the name of a worker in expect");

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

    /** What stands under keys that the table does not have, or null where there can be none. */
    Shape others() {
        return this == EXPECT ? new Shape.MapOf(EXPECT_WORKER) : null;
    }
}
