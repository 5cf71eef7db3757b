package dev.signalbox.worker;

/** Says where the interpreter is, to whoever may be listening. */
final class Marker {
    private Marker() {}

    /** The calls that follow belong to the step at this line. */
    static void line(int line) {}

    /** A chapter begins at this line. */
    static void note(int line) {}

    /** This is the thread with this index in the declaration of the worker. */
    static void thread(int index) {}

    /** The child that is started next will hold what is under a number here, under a number there. */
    static void inherit(int fdInChild, int fdInParent, int worker) {}

    /** The next posix_spawn of this thread starts this worker. */
    static void spawned(int worker) {}
}
