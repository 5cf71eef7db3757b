package dev.signalbox.kernel;

/** The names of Linux's signals; the same on x86_64 and aarch64. */
public final class Signals {
    public static final int SIGINT = 2;
    public static final int SIGKILL = 9;
    public static final int SIGTERM = 15;

    private static final int FIRST_REAL_TIME = 34;
    private static final int LAST_REAL_TIME = 64;

    private static final String[] NAMES =
            ("0 SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1"
                            + " SIGSEGV SIGUSR2 SIGPIPE SIGALRM SIGTERM SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU"
                            + " SIGURG SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGPWR SIGSYS")
                    .split(" ");

    private Signals() {}

    /** The name as the manual has it: {@code SIGKILL}, {@code SIGRTMIN+2}. */
    public static String name(int signal) {
        if (signal >= FIRST_REAL_TIME && signal <= LAST_REAL_TIME) {
            return signal == FIRST_REAL_TIME ? "SIGRTMIN" : "SIGRTMIN+" + (signal - FIRST_REAL_TIME);
        }
        return signal > 0 && signal < NAMES.length ? NAMES[signal] : "signal " + signal;
    }
}
