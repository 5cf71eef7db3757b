package dev.signalbox.worker;

/** What the agent weaves of a worker, with the name and the methods that it has there. */
public final class Marker {
    private Marker() {}

    public static void thread(int index) {}

    public static void inherit(int fdInChild, int fdInParent, int worker) {}

    public static void spawned(int worker) {}
}
