package dev.signalbox.kernel;

/**
 * What a stat file of /proc says of a process or thread.
 *
 * @param id pid or tid
 * @param name at most 15 bytes; can hold spaces, parentheses and line ends
 * @param state R runs, S sleeps, D sleeps uninterruptibly, T stopped, t traced, Z zombie, X dead
 * @param parent pid of the parent
 * @param session id of the session
 * @param startTicks when it began, clock ticks since boot: with the pid it names a process for good
 * @param status of one that has ended, as waitpid has it; 0 before, and for processes of another user
 */
public record ThreadStat(int id, String name, char state, int parent, int session, long startTicks, int status) {
    // Counted from the state, which is field 3 in proc(5).
    private static final int PARENT = 4 - 3;
    private static final int SESSION = 6 - 3;
    private static final int START = 22 - 3;
    private static final int STATUS = 52 - 3;

    /** @throws IllegalArgumentException when this is no such line */
    public static ThreadStat parse(String text) {
        int open = text.indexOf(" (");
        int close = text.lastIndexOf(')');
        try {
            String[] fields = text.substring(close + 2).strip().split(" ");
            return new ThreadStat(
                    Integer.parseInt(text.substring(0, open)),
                    text.substring(open + 2, close),
                    fields[0].charAt(0),
                    Integer.parseInt(fields[PARENT]),
                    Integer.parseInt(fields[SESSION]),
                    Long.parseLong(fields[START]),
                    fields.length > STATUS ? Integer.parseInt(fields[STATUS]) : 0);
        } catch (IndexOutOfBoundsException | NumberFormatException damaged) {
            throw new IllegalArgumentException(
                    "stat line: " + text.strip() + " (expected: pid (name) state and numbers)", damaged);
        }
    }

    /** Whether only its entry is left. */
    public boolean ended() {
        return state == 'Z' || state == 'X';
    }
}
