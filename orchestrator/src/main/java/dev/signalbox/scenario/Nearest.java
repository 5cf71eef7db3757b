package dev.signalbox.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody probably meant. */
final class Nearest {

    private static final int WORD_LENGTH_MAX = 40;
    private static final int LETTERS_PER_SLIP = 3;

    private Nearest() {}

    /** A word at most a third of its letters away; after Damerau 1964, transposition counts one. */
    static Optional<String> to(String word, Collection<String> candidates) {
        if (word.length() > WORD_LENGTH_MAX) {
            return Optional.empty();
        }
        return candidates.stream()
                .filter(c -> distance(word, c) <= Math.min(word.length(), c.length()) / LETTERS_PER_SLIP)
                .min(Comparator.comparingInt((String c) -> distance(word, c)).thenComparing(c -> c));
    }

    /** {@code (did you mean 'x'?)} where there is such a word, else {@code (expected: a, b)}. */
    static String hint(String word, Collection<String> candidates) {
        return to(word, candidates)
                .map(c -> "(did you mean '" + c + "'?)")
                .orElseGet(() -> "(expected: " + Scope.list(candidates) + ")");
    }

    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
