package dev.signalbox.agent;

import dev.signalbox.trace.Op;

/** What the step interpreter's empty methods tell. Hot, called by woven code. */
public final class Marks {
    private Marks() {}

    /** The steps that follow on this thread stand at this line of the scenario. */
    public static void line(int line) {
        Hook.line(line);
    }

    /** A chapter of the scenario begins. */
    public static void note(int line) {
        Hook.line(line);
        Hook.enter(Op.NOTE.id(), -1, 0, 0);
        Hook.exit(0, 0);
    }

    /** This thread is the one with this index in the declaration of its worker. */
    public static void thread(int index) {
        // The first mark there may be.
        Hook.line(Hook.watch().line);
        Hook.enter(Op.THREAD.id(), -1, index, 0);
        Hook.exit(0, 0);
    }

    /** The worker that this one starts next will hold, under its number, what this one has under another. */
    public static void inherit(int fdInChild, int fdInParent, int worker) {
        Watch watch = Watch.enter();
        if (watch != null && Hook.isRecording()) {
            Descriptors.Entry entry = Hook.descriptors().find(fdInParent);
            if (entry != null && entry.wanted() && !entry.gone()) {
                watch.start(Op.INHERIT, fdInChild, entry, worker, fdInParent);
            }
        }
        Hook.exit(0, 0);
    }

    /** The next posix_spawn on this thread starts this worker. */
    public static void spawned(int worker) {
        Hook.watch().spawning = worker;
    }
}
