package dev.signalbox.primitive;

/** How often a FIFO was opened for reading and for writing since the first of those that have it open now. */
record Opens(long reads, long writes) {
    static final Opens NONE = new Opens(0, 0);

    Opens plus(int access) {
        return new Opens(reads + (access != Call.WRITE_ONLY ? 1 : 0), writes + (access != Call.READ_ONLY ? 1 : 0));
    }

    /** Of those that one who opens it waits for. */
    long ofOthers(int access) {
        return access == Call.READ_ONLY ? writes : reads;
    }
}
