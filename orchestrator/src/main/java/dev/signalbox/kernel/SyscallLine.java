package dev.signalbox.kernel;

import java.util.List;

/**
 * What /proc/PID/task/TID/syscall says of a thread.
 *
 * <p>Right after a wake-up it still names the call that is over: believe it only together with the state in
 * {@link ThreadStat}.
 *
 * @param number of the system call; {@link #RUNNING}; {@link #NO_CALL}
 * @param arguments the six of the call, empty where there is none
 */
public record SyscallLine(int number, List<Long> arguments) {
    /** The thread is on a processor, or waits for one. */
    public static final int RUNNING = -2;

    /** The thread is stopped, at a page fault or a zombie: in no call. */
    public static final int NO_CALL = -1;

    private static final int ARGUMENTS = 6;
    private static final String EXPECTED = " (expected: running, or a number and hexadecimal arguments)";

    public SyscallLine {
        arguments = List.copyOf(arguments);
    }

    /** @throws IllegalArgumentException when this is no such line */
    public static SyscallLine parse(String text) {
        String line = text.strip();
        if (line.equals("running")) {
            return new SyscallLine(RUNNING, List.of());
        }
        String[] words = line.split(" ");
        try {
            int number = Integer.parseInt(words[0]);
            if (number == NO_CALL) {
                return new SyscallLine(NO_CALL, List.of());
            }
            if (number < 0 || words.length < 1 + ARGUMENTS) {
                throw new IllegalArgumentException("syscall line: " + line + EXPECTED);
            }
            Long[] arguments = new Long[ARGUMENTS];
            for (int i = 0; i < ARGUMENTS; i++) {
                arguments[i] = hexadecimal(words[1 + i]);
            }
            return new SyscallLine(number, List.of(arguments));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("syscall line: " + line + EXPECTED, notANumber);
        }
    }

    private static long hexadecimal(String word) {
        if (!word.startsWith("0x")) {
            throw new NumberFormatException(word);
        }
        return Long.parseUnsignedLong(word.substring(2), 16);
    }

    /** Whether the call is this one on this descriptor; the kernel uses the low half of the register. */
    public boolean is(int call, int fd) {
        return number == call && number >= 0 && arguments.get(0).intValue() == fd;
    }
}
