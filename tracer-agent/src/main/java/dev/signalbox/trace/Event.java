package dev.signalbox.trace;

/**
 * One event of a trace, as it stands on disk and goes to the page.
 *
 * @param seq order of collection, from 0; never changes
 * @param phase which part of the call this is
 * @param op the call
 * @param worker index of the worker in the run
 * @param tid the kernel's id of the thread
 * @param opId number of the call in the run; the events of one call share it
 * @param object index of the object in the run, or {@link #NO_OBJECT}
 * @param fd the descriptor the call was made on, or -1
 * @param flags bits {@code WAITS} to {@code NONBLOCK} of this class
 * @param arg0 bytes asked for (read, write, fputs), offset (lseek), nanoseconds (nanosleep), flags (pipe2, open), the
 *     other descriptor (dup2), command (fcntl), process (waitpid, kill), milliseconds (poll), index of the child's worker
 *     (posix_spawn, inherit) or of the thread (thread)
 * @param arg1 whence (lseek), the value that came back (fionread), the other end (pipe), argument (fcntl), how many
 *     descriptors (poll), signal (kill), at the end status (waitpid) or bytes that libc moved (fputs, fflush, fclose)
 * @param result what the call returned; -1 with an errno; bytes moved for PARTIAL
 * @param errno the error number, 0 where there was none
 * @param startNs when the call began, nanoseconds since the run began (CLOCK_MONOTONIC)
 * @param endNs when the call had returned; for ENTER the same as startNs
 * @param atNs the instant at which the analysis lets the event happen; rises with the step
 * @param line line of the scenario file, or 0
 * @param preview the first bytes that were moved, at most {@link #PREVIEW_MAX}
 */
public record Event(
        long seq,
        Phase phase,
        Op op,
        int worker,
        int tid,
        long opId,
        int object,
        int fd,
        int flags,
        long arg0,
        long arg1,
        long result,
        int errno,
        long startNs,
        long endNs,
        long atNs,
        int line,
        byte[] preview) {

    /** The object index of an event that acts on none. */
    public static final int NO_OBJECT = 0xffff;

    /** How many bytes of what was moved an event keeps. */
    public static final int PREVIEW_MAX = 36;

    /** Flag: when the call began it could not complete, so it had to wait. */
    public static final int WAITS = 1;

    /** Flag: this event was inferred, no thread recorded it. */
    public static final int INFERRED = 2;

    /** Flag: the order of this event is not explained by the model of its object. */
    public static final int DIVERGES = 4;

    /** Flag: from here on a process holds this end whose calls nobody sees. */
    public static final int FOREIGN = 8;

    /** Flags: the access mode of the descriptor, O_RDONLY 0, O_WRONLY 1, O_RDWR 2, shifted by {@link #ACCESS_SHIFT}. */
    public static final int ACCESS_MASK = 0x30;

    public static final int ACCESS_SHIFT = 4;

    /** Flag: the descriptor was O_NONBLOCK. */
    public static final int NONBLOCK = 0x40;

    /** O_RDONLY, O_WRONLY or O_RDWR: 0, 1 or 2. */
    public int access() {
        return (flags & ACCESS_MASK) >> ACCESS_SHIFT;
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Whether the call of this event is over with it. */
    public boolean ends() {
        return phase == Phase.EXIT || phase == Phase.WHOLE || phase == Phase.CUT;
    }

    /** The same event on an object. */
    public Event on(int newObject) {
        return new Event(
                seq, phase, op, worker, tid, opId, newObject, fd, flags, arg0, arg1, result, errno, startNs, endNs,
                atNs, line, preview);
    }

    /** The same event without a preview. */
    public Event bare() {
        return new Event(
                seq,
                phase,
                op,
                worker,
                tid,
                opId,
                object,
                fd,
                flags,
                arg0,
                arg1,
                result,
                errno,
                startNs,
                endNs,
                atNs,
                line,
                new byte[0]);
    }

    /** The same event at an instant of the analysis, with flags added. */
    public Event at(long instantNs, int moreFlags) {
        return new Event(
                seq,
                phase,
                op,
                worker,
                tid,
                opId,
                object,
                fd,
                flags | moreFlags,
                arg0,
                arg1,
                result,
                errno,
                startNs,
                endNs,
                instantNs,
                line,
                preview);
    }
}
