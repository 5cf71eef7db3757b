package dev.signalbox.kernel;

/**
 * How a process ended.
 *
 * @param killed by a signal; otherwise it exited
 * @param status the exit code, or the number of the signal
 * @param dumped whether the kernel says it left a core
 */
public record End(boolean killed, int status, boolean dumped) {

    /** The exit code, or minus the number of the signal. */
    public int code() {
        return killed ? -status : status;
    }

    @Override
    public String toString() {
        return killed ? "killed by " + Signals.name(status) : "exited with code " + status;
    }
}
