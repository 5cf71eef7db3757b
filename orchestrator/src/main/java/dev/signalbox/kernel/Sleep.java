package dev.signalbox.kernel;

/** What the kernel proves about a thread and one call. */
public enum Sleep {
    /** It sleeps in that call on that descriptor. */
    ASLEEP,
    /** It does not: it runs, was just woken, is stopped or in another call. */
    AWAKE,
    /** There is no such thread, or only its zombie. */
    GONE,
    /** The kernel does not tell this user. */
    HIDDEN
}
