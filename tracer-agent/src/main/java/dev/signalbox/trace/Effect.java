package dev.signalbox.trace;

/** What an op does to its object, in one word. */
public enum Effect {
    START,
    END,
    READ,
    WRITE,
    CLOSE,
    QUERY,
    PAUSE,
    MARK
}
