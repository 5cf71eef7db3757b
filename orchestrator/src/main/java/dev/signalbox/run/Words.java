package dev.signalbox.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;

/** Small pieces of English. */
final class Words {
    private Words() {}

    /** Why a file could not be used, in lower case and without the file's name. */
    static String why(IOException failed) {
        if (failed instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (failed instanceof FileAlreadyExistsException) {
            return "not a folder";
        }
        if (failed instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = failed instanceof FileSystemException named ? named.getReason() : failed.getMessage();
        if (reason == null) {
            return failed.getClass().getSimpleName();
        }
        return reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
    }

    /** A message with what to do next, within its last pair of brackets where it has one. */
    static String next(String message, String action) {
        return message.endsWith(")")
                ? message.substring(0, message.length() - 1) + "; next: " + action + ")"
                : message + " (next: " + action + ")";
    }

    /** With a full stop where it has no end. */
    static String sentence(String text) {
        return text.matches("(?s).*[.!?…]") ? text : text + ".";
    }

    /** Three digits and a unit: {@code 414 ms}. */
    static String duration(long ns) {
        String[] units = {"ns", "us", "ms", "s"};
        double value = ns;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        int decimals = value >= 100 || unit == 0 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, units[unit]);
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String list(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
