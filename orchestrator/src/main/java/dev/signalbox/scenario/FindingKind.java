package dev.signalbox.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be found in a run. */
public enum FindingKind {
    DEADLOCK,
    ORPHANED_WAIT,
    KILLED,
    FAILED;

    /** The word for it in a scenario file and in a result. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> words() {
        return Arrays.stream(values()).map(FindingKind::word).toList();
    }
}
