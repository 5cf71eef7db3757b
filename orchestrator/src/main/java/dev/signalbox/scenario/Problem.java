package dev.signalbox.scenario;

/**
 * What is wrong with a scenario file, and where.
 *
 * @param line from 1, or 0 where the file as a whole is meant
 * @param column from 1, counted in characters; 0 where the file as a whole is meant
 */
public record Problem(String file, int line, int column, String text) {

    /** {@code file:line:column: what (expected: …)}. */
    @Override
    public String toString() {
        return line == 0 ? file + ": " + text : file + ":" + line + ":" + column + ": " + text;
    }
}
