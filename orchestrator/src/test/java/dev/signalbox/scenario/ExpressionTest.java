package dev.signalbox.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions are worth, however their signs stand beside each other. */
class ExpressionTest {

    private static final List<String> SUMS = List.of("+", "-", "*", "/", "%");
    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");
    /** Each is a whole number other than 0. */
    private static final List<String> NUMBERS = List.of(
            "n",
            "-n",
            "(n)",
            "-(n)",
            "(-n)",
            "3",
            "-3",
            "(-3)",
            "-(-n)",
            "-(-3)",
            "length(s)",
            "-length(s)",
            "_n",
            "L1",
            "q[0]",
            "-q[n - 6]",
            "if(done, n, 3)",
            "if(!done, n, length(s))",
            "-if(done, -n, -3)");
    /** Each is a truth value. */
    private static final List<String> TRUTHS = List.of(
            "done",
            "!done",
            "(done)",
            "!(done)",
            "(!done)",
            "!(!done)",
            "true",
            "!true",
            "WIFEXITED(n)",
            "!WIFEXITED(n)",
            "if(done, done, !done)",
            "!if(done, !done, WIFEXITED(n))");

    private final Variables variables = new Variables();

    ExpressionTest() {
        variables.set("n", 7L);
        variables.set("_n", 2L);
        variables.set("L1", 5L);
        variables.set("s", "text");
        variables.set("done", false);
        variables.hold(new End("q", End.READ), 11);
        variables.hold(new End("q", End.WRITE), 12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            !done ; true
            !(done) ; true
            !(!done) ; false
            done && !done ; false
            done || !done ; true
            !done && !done ; true
            !done == true ; true
            if(!done, !done, done) ; true
            if(done, n, length(s)) ; 4
            n - -n ; 14
            n--n ; 14
            n+-n ; 0
            n*-n ; -49
            n==-n ; false
            n!=-n ; true
            n>-n ; true
            n<-n ; false
            -n - 1 ; -8
            -(n + 1) * 2 ; -16
            -n * 2 + 20 ; 6
            s+s ; texttext
            """)
    void expression_isWorth(String expression, String value) throws Exception {
        assertEquals(value, Values.text(evaluate(expression)));
    }

    /** No two of our signs, names and brackets make a sign of the library where they meet. */
    @Test
    void everyPairOfSigns_isRead() throws Exception {
        for (String expression : pairs()) {
            assertNotNull(evaluate(expression), expression);
        }
    }

    private static List<String> pairs() {
        List<String> all = new ArrayList<>();
        for (String blank : List.of("", " ")) {
            for (String a : List.of("n", "-(n)", "3", "q[0]", "if(done, n, 3)")) {
                for (String b : NUMBERS) {
                    for (String sign : SUMS) {
                        all.add(String.join(blank, a, sign, b));
                    }
                    for (String sign : COMPARISONS) {
                        all.add(String.join(blank, a, sign, b));
                    }
                    all.add(String.join(blank, a, "&", b));
                    all.add(String.join(blank, a, "|", b));
                    all.add("min(" + a + "," + b + ")");
                    all.add("if(done," + a + "," + b + ")");
                }
            }
            for (String a : TRUTHS) {
                for (String b : TRUTHS) {
                    all.add(String.join(blank, a, "&&", b));
                    all.add(String.join(blank, a, "||", b));
                    all.add(String.join(blank, a, "==", b));
                    all.add("!(" + String.join(blank, a, "!=", b) + ")");
                    all.add("if(" + a + "," + b + "," + a + ")");
                    all.add(String.join(blank, a, "&&", "n", "<", "-n", "||", b));
                }
            }
        }
        return all;
    }

    @Test
    void whatTheLibraryCannotRead_isSaidWithItsPlace() {
        Jexl.Failure e = assertThrows(Jexl.Failure.class, () -> Jexl.require("!$done"));
        assertEquals("not possible to compute: parsing error in '!$' (expected: other brackets)", e.getMessage());
    }

    private Object evaluate(String text) throws Exception {
        Scope scope = new Scope(new World(Map.of(), Map.of(), Map.of()), "w", null, null);
        try {
            return StepParser.head(text, scope, 1, i -> i + 1).value().evaluate(variables);
        } catch (StepSyntaxException | EvaluationException e) {
            throw new AssertionError(text + ": " + e.getMessage(), e);
        }
    }
}
