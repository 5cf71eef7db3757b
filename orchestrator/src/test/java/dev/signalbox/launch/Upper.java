package dev.signalbox.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A Java program of a scenario: a filter that was told what to put in front. */
class Upper {
    private Upper() {}

    /** One without a main that java would start. */
    static class NoMain {
        private NoMain() {}

        static void main(String[] arguments) {}
    }

    public static void main(String[] arguments) {
        try {
            String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            System.out.print(arguments[0] + text.toUpperCase(Locale.ROOT));
            System.out.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        if (arguments.length > 1) {
            throw new IllegalStateException(arguments[1]);
        }
    }
}
