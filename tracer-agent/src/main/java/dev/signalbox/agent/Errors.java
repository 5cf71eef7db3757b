package dev.signalbox.agent;

/**
 * Error numbers from the texts that the JDK's natives put into their exceptions.
 *
 * <p>The texts are strerror(3)'s of the C locale; the numbers those of Linux on x86_64 and aarch64.
 */
final class Errors {
    private static final String[] TEXTS = {
        "Operation not permitted", "No such file or directory", "No such process", "Interrupted system call",
        "Input/output error", "No such device or address", "Bad file descriptor", "Resource temporarily unavailable",
        "Permission denied", "Device or resource busy", "File exists", "Is a directory",
        "Invalid argument", "Too many open files", "No space left on device", "Illegal seek",
        "Broken pipe", "Connection reset by peer"
    };
    private static final int[] NUMBERS = {1, 2, 3, 4, 5, 6, 9, 11, 13, 16, 17, 21, 22, 24, 28, 29, 32, 104};

    private Errors() {}

    /** The number of a text that holds one of strerror's, or 0 for an unknown one. */
    static int errno(String text) {
        if (text != null) {
            for (int i = 0; i < TEXTS.length; i++) {
                if (text.contains(TEXTS[i])) {
                    return NUMBERS[i];
                }
            }
        }
        return 0;
    }
}
