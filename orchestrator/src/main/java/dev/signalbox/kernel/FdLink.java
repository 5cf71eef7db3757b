package dev.signalbox.kernel;

/**
 * What a link in /proc/PID/fd points to.
 *
 * @param text as readlink gives it: {@code pipe:[4711]}, {@code /dev/null}, {@code socket:[12]}
 */
public record FdLink(String text) {
    private static final String PIPE = "pipe:[";

    /** The inode number of the pipe, or -1 for anything else. */
    public long pipe() {
        if (!text.startsWith(PIPE) || !text.endsWith("]")) {
            return -1;
        }
        try {
            return Long.parseUnsignedLong(text.substring(PIPE.length(), text.length() - 1));
        } catch (NumberFormatException aFileOfThatName) {
            return -1;
        }
    }
}
