package dev.signalbox.analyze;

import java.util.ArrayList;
import java.util.List;

/** What one thread calls on one object, in its own order; or the closes that the end of a process brings. */
final class Lane {
    private static final int FORGET_AT = 256;

    final int worker;
    /** Whether these are the closes by the end of a process: they come after all else of its worker. */
    final boolean isExit;

    private final List<Act> acts = new ArrayList<>();
    private int forgotten;
    /** Index of the first act that has no place in the order yet; counts from the first act ever. */
    int next;
    /** Index of the first act whose place is not final. */
    int nextFinal;

    Lane(int worker, boolean isExit) {
        this.worker = worker;
        this.isExit = isExit;
    }

    void add(Act act) {
        acts.add(act);
    }

    int end() {
        return forgotten + acts.size();
    }

    Act act(int index) {
        return acts.get(index - forgotten);
    }

    /** The acts before an index have places that cannot be taken back. */
    void fixed(int before) {
        nextFinal = before;
        if (before - forgotten >= FORGET_AT) {
            acts.subList(0, before - forgotten).clear();
            forgotten = before;
        }
    }

    /** Index of the first act without a place whose result counts or will; {@link #end} when there is none. */
    int pending() {
        int i = next;
        while (i < end() && act(i).isCut()) {
            i++;
        }
        return i;
    }
}
