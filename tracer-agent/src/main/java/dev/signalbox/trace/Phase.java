package dev.signalbox.trace;

/** Which part of a call an event tells of. */
public enum Phase {
    /** The call begins: nothing has happened to the object yet. */
    ENTER,
    /** The call has returned: its result stands in the event. */
    EXIT,
    /** A call that cannot wait, start and end in one event. */
    WHOLE,
    /** A part of a call took effect before it returned (inferred): result is the bytes moved. */
    PARTIAL,
    /** The process ended inside the call: its result is unknown. */
    CUT;

    private static final Phase[] VALUES = values();

    /** The phase of a code, or null where there is none. */
    public static Phase byCode(int code) {
        return code >= 0 && code < VALUES.length ? VALUES[code] : null;
    }

    /** Whether the call has returned with it, so that it has a result. */
    public boolean isOver() {
        return this == EXIT || this == WHOLE;
    }

    /** The number that stands for this phase in a trace. */
    public int code() {
        return ordinal();
    }
}
