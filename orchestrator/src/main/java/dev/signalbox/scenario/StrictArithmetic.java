package dev.signalbox.scenario;

import java.util.function.LongBinaryOperator;
import org.apache.commons.jexl3.JexlArithmetic;

/** Operators that take the types they are made for, convert nothing, and say when a result does not fit. */
final class StrictArithmetic extends JexlArithmetic {

    StrictArithmetic() {
        super(true);
    }

    @Override
    public Object add(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            if (a.length() + (long) b.length() > Limits.CALL_BYTES_MAX) {
                throw new ArithmeticException("text too long: " + (a.length() + (long) b.length())
                        + " bytes (expected: at most " + Limits.CALL_BYTES_MAX + ")");
            }
            return a + b;
        }
        if (left instanceof String || right instanceof String) {
            throw wrong("+", left, right, "two numbers or two texts, as in text(n) + \"x\"");
        }
        return areWhole("+", left, right) ? (Object) exact("+", left, right, Math::addExact) : sum(left, right, 1);
    }

    @Override
    public Object subtract(Object left, Object right) {
        return areWhole("-", left, right)
                ? (Object) exact("-", left, right, Math::subtractExact)
                : sum(left, right, -1);
    }

    @Override
    public Object multiply(Object left, Object right) {
        return areWhole("*", left, right)
                ? (Object) exact("*", left, right, Math::multiplyExact)
                : (Object) (decimal(left) * decimal(right));
    }

    @Override
    public Object divide(Object left, Object right) {
        if (areWhole("/", left, right)) {
            return (long) left / nonZero("/", left, right);
        }
        return decimal(left) / decimal(right);
    }

    @Override
    public Object mod(Object left, Object right) {
        requireWhole("%", left, right);
        return (long) left % nonZero("%", left, right);
    }

    @Override
    public Object negate(Object value) {
        if (value instanceof Double decimal) {
            return -decimal;
        }
        if (!(value instanceof Long)) {
            throw new ArithmeticException("-: " + Values.words(value) + " (expected: a number)");
        }
        return exact("-", 0L, value, Math::subtractExact);
    }

    @Override
    public Object and(Object left, Object right) {
        requireWhole("&", left, right);
        return (long) left & (long) right;
    }

    @Override
    public Object or(Object left, Object right) {
        requireWhole("|", left, right);
        return (long) left | (long) right;
    }

    @Override
    public Object not(Object value) {
        return !toBoolean(value);
    }

    @Override
    public boolean toBoolean(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw new ArithmeticException(Values.words(value) + " (expected: true or false, as of a comparison)");
    }

    @Override
    public boolean equals(Object left, Object right) {
        return order("==", left, right) == 0;
    }

    @Override
    public boolean lessThan(Object left, Object right) {
        return order("<", left, right) < 0;
    }

    @Override
    public boolean lessThanOrEqual(Object left, Object right) {
        return order("<=", left, right) <= 0;
    }

    @Override
    public boolean greaterThan(Object left, Object right) {
        return order(">", left, right) > 0;
    }

    @Override
    public boolean greaterThanOrEqual(Object left, Object right) {
        return order(">=", left, right) >= 0;
    }

    @Override
    public Number narrow(Number original) {
        return original;
    }

    private static long exact(String sign, Object left, Object right, LongBinaryOperator operator) {
        try {
            return operator.applyAsLong((long) left, (long) right);
        } catch (ArithmeticException overflow) {
            throw wrong(sign, left, right, "a result of 64 bits");
        }
    }

    private static int order(String sign, Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (left instanceof Number && right instanceof Number) {
            return Double.compare(decimal(left), decimal(right));
        }
        if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        if (left instanceof Boolean a && right instanceof Boolean b && sign.equals("==")) {
            return a.compareTo(b);
        }
        throw wrong(sign, left, right, "two numbers or two texts");
    }

    private static boolean areWhole(String sign, Object left, Object right) {
        if (!(left instanceof Number) || !(right instanceof Number)) {
            throw wrong(sign, left, right, "two numbers");
        }
        return left instanceof Long && right instanceof Long;
    }

    private static void requireWhole(String sign, Object left, Object right) {
        if (!(left instanceof Long) || !(right instanceof Long)) {
            throw wrong(sign, left, right, "two whole numbers");
        }
    }

    private static long nonZero(String sign, Object left, Object right) {
        if ((long) right == 0) {
            throw new ArithmeticException("division by zero: " + left + " " + sign + " 0");
        }
        return (long) right;
    }

    private static double sum(Object left, Object right, int sign) {
        return decimal(left) + sign * decimal(right);
    }

    private static double decimal(Object number) {
        return ((Number) number).doubleValue();
    }

    private static ArithmeticException wrong(String sign, Object left, Object right, String expected) {
        return new ArithmeticException(
                Values.words(left) + " " + sign + " " + Values.words(right) + " (expected: " + expected + ")");
    }
}
