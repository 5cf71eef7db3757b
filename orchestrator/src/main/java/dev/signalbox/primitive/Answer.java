package dev.signalbox.primitive;

/** What the model says of a call. */
public sealed interface Answer permits Done, Waits {

    /** The object after it. */
    State next();

    /** Whether the call returns; otherwise it sleeps. */
    boolean completes();
}
