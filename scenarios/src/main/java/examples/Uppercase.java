package examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A filter: what comes in at standard input goes out in capital letters. */
public final class Uppercase {
    private Uppercase() {}

    public static void main(String[] arguments) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // null is Java's end of file.
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.print(line.toUpperCase(Locale.ROOT) + "\n");
        }
    }
}
