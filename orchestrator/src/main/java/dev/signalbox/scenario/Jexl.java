package dev.signalbox.scenario;

import java.util.Locale;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlExpression;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.JexlInfo;
import org.apache.commons.jexl3.introspection.JexlMethod;
import org.apache.commons.jexl3.introspection.JexlPermissions;
import org.apache.commons.logging.impl.NoOpLog;

/**
 * The library that computes expressions: only loaded where there is one to compute.
 *
 * <p>It gets source that {@link ExpressionParser} wrote: operators, literals, {@code $name} for a variable, {@code
 * f_name(…)} for a function. Nothing it could reach beyond that is there.
 */
final class Jexl {

    private static final int CACHE_SIZE = 1024;

    private static final JexlEngine ENGINE = new JexlBuilder()
            .arithmetic(new StrictArithmetic())
            .permissions(JexlPermissions.parse("java.lang { }"))
            .features(JexlFeatures.createNone())
            .logger(new NoOpLog())
            .cache(CACHE_SIZE)
            .strict(true)
            .silent(false)
            .create();

    private Jexl() {}

    /** Reads a source, so that its evaluation later takes no longer than it has to. */
    static JexlExpression compile(String source) {
        return ENGINE.createExpression(new JexlInfo(), source);
    }

    /** @throws Failure where the library cannot read a source */
    static void require(String source) throws Failure {
        try {
            compile(source);
        } catch (JexlException e) {
            String detail = e.getMessage().replaceFirst("^\\S*@[0-9:]+ *", "");
            throw new Failure(
                    "not possible to compute: " + detail + " (expected: other brackets)",
                    e.getInfo() == null ? 1 : e.getInfo().getColumn());
        }
    }

    /** @throws Failure with a place in the source */
    static Object evaluate(String source, Variables variables) throws Failure {
        try {
            return compile(source).evaluate(new Names(variables));
        } catch (ArithmeticException e) {
            // A name without a value: the library asks for it before it computes.
            throw new Failure(e.getMessage(), 1);
        } catch (JexlException e) {
            Throwable cause = e;
            while (cause.getCause() != null && cause.getCause() != cause) {
                cause = cause.getCause();
            }
            boolean said = cause instanceof ArithmeticException;
            String text = said ? cause.getMessage() : e.getMessage();
            throw new Failure(text, e.getInfo() == null ? 1 : e.getInfo().getColumn());
        }
    }

    /** What went wrong, and at which column of the source. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;
        private final int column;

        Failure(String message, int column) {
            super(message, null, false, false);
            this.column = column;
        }

        int column() {
            return column;
        }
    }

    /** All that a source can name. */
    private record Names(Variables variables) implements JexlContext {

        @Override
        public Object get(String name) {
            if (name.startsWith(ExpressionParser.VARIABLE)) {
                return variable(name.substring(ExpressionParser.VARIABLE.length()));
            }
            return new Call(name.substring(ExpressionParser.FUNCTION.length()), this);
        }

        Object variable(String name) {
            Object value = variables.get(name);
            if (value == null) {
                throw new ArithmeticException(Variable.unset(name));
            }
            return value;
        }

        @Override
        public boolean has(String name) {
            return true;
        }

        @Override
        public void set(String name, Object value) {
            throw new IllegalStateException("expression: sets " + name + " (expected: one that only computes)");
        }
    }

    /** A function of ours as the library calls it: no reflection. */
    private record Call(String word, Names names) implements JexlMethod {

        @Override
        public Object invoke(Object target, Object... arguments) {
            if (word.equals(ExpressionParser.INDEX)) {
                return Element.at((String) arguments[0], arguments[1], arguments[2]);
            }
            if (word.equals(ExpressionParser.GET)) {
                return names.variable((String) arguments[0]);
            }
            return Function.valueOf(word.toUpperCase(Locale.ROOT)).call(arguments);
        }

        @Override
        public Object tryInvoke(String name, Object target, Object... arguments) {
            return invoke(target, arguments);
        }

        @Override
        public Class<?> getReturnType() {
            return Object.class;
        }

        @Override
        public boolean isCacheable() {
            return false;
        }

        @Override
        public boolean tryFailed(Object value) {
            return value == JexlEngine.TRY_FAILED;
        }
    }
}
