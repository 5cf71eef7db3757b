package dev.signalbox.kernel;

/** The names of Linux's error numbers; the same on x86_64 and aarch64. */
public final class Errno {
    public static final int ENOENT = 2;
    public static final int EINTR = 4;
    public static final int EBADF = 9;
    public static final int ECHILD = 10;
    public static final int EAGAIN = 11;
    public static final int EINVAL = 22;
    public static final int ESPIPE = 29;
    public static final int EPIPE = 32;

    private static final String[] NAMES =
            ("0 EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM"
                            + " EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY"
                            + " EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY"
                            + " ELOOP")
                    .split(" ");

    private Errno() {}

    /** The name as the manual has it, or {@code errno N} for a rare one. */
    public static String name(int errno) {
        return errno > 0 && errno < NAMES.length ? NAMES[errno] : "errno " + errno;
    }
}
