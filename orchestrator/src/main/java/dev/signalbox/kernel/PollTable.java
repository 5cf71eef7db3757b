package dev.signalbox.kernel;

/** An array of struct pollfd as two ints each, little-endian: the descriptor; events, and above them revents. */
final class PollTable {
    private static final int LOW_HALF = 0xffff;

    private PollTable() {}

    static int[] of(int[] fds, short[] events) {
        int[] table = new int[2 * fds.length];
        for (int i = 0; i < fds.length; i++) {
            table[2 * i] = fds[i];
            table[2 * i + 1] = events[i] & LOW_HALF;
        }
        return table;
    }

    static void read(int[] table, short[] revents) {
        for (int i = 0; i < revents.length; i++) {
            revents[i] = (short) (table[2 * i + 1] >>> Short.SIZE);
        }
    }
}
