package examples;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Has its arguments sorted by the program sort. */
public final class SortedBySort {
    private SortedBySort() {}

    public static void main(String[] words) throws Exception {
        Process sort = new ProcessBuilder("sort").start();
        try (OutputStream to = sort.getOutputStream()) {
            for (String word : words) {
                to.write((word + "\n").getBytes(StandardCharsets.UTF_8));
                to.flush();
            }
        }
        // The pipe to sort is closed by now; only then does sort know that it has everything.
        try (var from = new BufferedReader(new InputStreamReader(sort.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                System.out.print(line + "\n");
            }
        }
        System.out.print("sort ended with " + sort.waitFor() + "\n");
    }
}
