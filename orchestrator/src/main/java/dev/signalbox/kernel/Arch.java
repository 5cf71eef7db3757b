package dev.signalbox.kernel;

import dev.signalbox.trace.Op;
import java.util.EnumMap;
import java.util.Map;

/**
 * What differs between processors: the numbers of the system calls.
 *
 * <p>x86_64 is verified by the tests; the aarch64 column is taken from the kernel's asm-generic headers and has not
 * been run.
 */
public enum Arch {
    X86_64("amd64", "x86_64", 0, 1, 19, 20, 17, 18, 3, 33, 8, 16, 230, 257, 7, 61, 61, 1, 1, 1, 0),
    /** Its libc makes dup2 from dup3 and poll from ppoll. */
    AARCH64("aarch64", "arm64", 63, 64, 65, 66, 67, 68, 57, 24, 62, 29, 115, 56, 73, 260, 260, 64, 64, 64, 63);

    /** Offsets in siginfo_t of a child that ended; the same on every 64-bit Linux. */
    static final int SIGINFO_BYTES = 128;

    static final int SIGINFO_CODE = 8;
    static final int SIGINFO_PID = 16;
    static final int SIGINFO_STATUS = 24;

    /** Generous: glibc has 80 and 336 bytes on x86_64. */
    static final int SPAWN_ACTIONS_BYTES = 256;

    static final int SPAWN_ATTRIBUTES_BYTES = 512;
    static final int SIGSET_BYTES = 128;

    /**
     * Numbers of this enum follow this order. libc makes nanosleep from clock_nanosleep, open from openat, waitpid from
     * wait4, and a stream's calls from write, read and wait4; fionread is an ioctl.
     */
    private static final Op[] ORDER = {
        Op.READ,
        Op.WRITE,
        Op.READV,
        Op.WRITEV,
        Op.PREAD,
        Op.PWRITE,
        Op.CLOSE,
        Op.REPLACE,
        Op.LSEEK,
        Op.FIONREAD,
        Op.NANOSLEEP,
        Op.OPEN,
        Op.POLL,
        Op.WAITPID,
        Op.PCLOSE,
        Op.FCLOSE,
        Op.FPUTS,
        Op.FFLUSH,
        Op.FGETS
    };

    private final String javaName;
    private final String otherName;
    private final int[] numbers;
    private final Map<Op, Integer> numberOf = new EnumMap<>(Op.class);

    Arch(String javaName, String otherName, int... numbers) {
        this.javaName = javaName;
        this.otherName = otherName;
        this.numbers = numbers;
    }

    static {
        for (Arch arch : values()) {
            for (int i = 0; i < ORDER.length; i++) {
                arch.numberOf.put(ORDER[i], arch.numbers[i]);
            }
        }
    }

    /** The machine this JVM runs on. @throws UnsupportedPlatform when it is not one of these */
    public static Arch current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Arch of(String system, String processor) {
        if (!"Linux".equals(system)) {
            throw new UnsupportedPlatform("signalbox runs on Linux only (this is " + system + ")");
        }
        for (Arch arch : values()) {
            if (arch.javaName.equals(processor) || arch.otherName.equals(processor)) {
                return arch;
            }
        }
        throw new UnsupportedPlatform("signalbox knows the processors x86_64 and aarch64 (this is " + processor + ")");
    }

    /** The number of the system call that libc makes for an op. @throws IllegalArgumentException for an op that is none */
    public int callNumber(Op op) {
        Integer number = numberOf.get(op);
        if (number == null) {
            throw new IllegalArgumentException("op: " + op + " (expected: one that is a system call)");
        }
        return number;
    }
}
