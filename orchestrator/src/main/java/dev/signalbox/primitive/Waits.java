package dev.signalbox.primitive;

/**
 * The call sleeps until somebody else acts.
 *
 * @param next the object while it sleeps; the same as before when nothing moved
 * @param moved bytes of a big write that went in before it fell asleep (again); of an open that waits for its partner, 1
 *     more than how often the other side had been opened
 * @param why what it lacks, in a few words
 */
public record Waits(State next, long moved, String why) implements Answer {

    @Override
    public boolean completes() {
        return false;
    }
}
