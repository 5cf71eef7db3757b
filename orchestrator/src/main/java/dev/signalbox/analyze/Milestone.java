package dev.signalbox.analyze;

/** A row that others may not come before. */
final class Milestone {
    private boolean isReached;

    void reach() {
        isReached = true;
    }

    /** Whether what needs it may go; nothing is needed where there is none. */
    static boolean isReached(Milestone milestone) {
        return milestone == null || milestone.isReached;
    }
}
