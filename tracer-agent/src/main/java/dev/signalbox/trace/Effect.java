package dev.signalbox.trace;

import java.util.Locale;

/** What an op does to its object, in one word. */
public enum Effect {
    START,
    END,
    READ,
    WRITE,
    CLOSE,
    QUERY,
    PAUSE,
    MARK,
    CREATE,
    OPEN,
    REMOVE,
    CONTROL,
    AWAIT,
    FORK,
    JOIN,
    SIGNAL;

    /** The word for it in a trace. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
