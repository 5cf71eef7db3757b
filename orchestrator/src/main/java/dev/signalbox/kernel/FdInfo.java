package dev.signalbox.kernel;

/**
 * What /proc/PID/fdinfo/N says of a descriptor.
 *
 * @param flags as open(2) has them, with O_CLOEXEC
 */
public record FdInfo(int flags) {
    private static final String LABEL = "flags:";

    /** @throws IllegalArgumentException when there are no flags in it */
    public static FdInfo parse(String text) {
        for (String line : text.split("\n")) {
            if (line.startsWith(LABEL)) {
                try {
                    return new FdInfo(
                            Integer.parseInt(line.substring(LABEL.length()).strip(), 8));
                } catch (NumberFormatException notOctal) {
                    throw new IllegalArgumentException("fdinfo: " + line + " (expected: flags in octal)", notOctal);
                }
            }
        }
        throw new IllegalArgumentException("fdinfo: " + text.strip() + " (expected: a line of flags)");
    }

    /** O_RDONLY, O_WRONLY or O_RDWR: 0, 1 or 2. */
    public int access() {
        return flags & 3;
    }

    public boolean nonblock() {
        return (flags & Posix.O_NONBLOCK) != 0;
    }

    public boolean closeOnExec() {
        return (flags & Posix.O_CLOEXEC) != 0;
    }
}
