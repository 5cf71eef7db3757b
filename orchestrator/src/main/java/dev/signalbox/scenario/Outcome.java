package dev.signalbox.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a run can end. */
public enum Outcome {
    COMPLETED,
    DEADLOCK,
    FAILED,
    TIMEOUT;

    /** The word for it in a scenario file and in a result. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Outcome::word).toList();
    }

    static Optional<Outcome> of(String word) {
        return Arrays.stream(values()).filter(o -> o.word().equals(word)).findFirst();
    }
}
