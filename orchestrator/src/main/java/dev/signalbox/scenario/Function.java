package dev.signalbox.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The functions that expressions can call.
 *
 * <p>The one table behind the parser, the evaluation and the reference page; an example is true.
 */
enum Function {
    BYTES(
            "bytes(n)",
            "n bytes of the alphabet, again and again.",
            "bytes(28) == \"abcdefghijklmnopqrstuvwxyzab\"",
            Type.WHOLE) {
        @Override
        Object apply(Object... a) {
            String alphabet = "abcdefghijklmnopqrstuvwxyz";
            long n = size("bytes", (long) a[0], 1);
            return alphabet.repeat((int) n / alphabet.length() + 1).substring(0, (int) n);
        }
    },
    REPEAT_TEXT(
            "repeat_text(s, n)",
            "The text s, n times.",
            "repeat_text(\"ab\", 3) == \"ababab\"",
            Type.TEXT,
            Type.WHOLE) {
        @Override
        Object apply(Object... a) {
            String text = (String) a[0];
            return text.repeat((int) size("repeat_text", (long) a[1], text.length()));
        }
    },
    MIN("min(a, b)", "The smaller one.", "min(3, 2) == 2", Type.WHOLE, Type.WHOLE) {
        @Override
        Object apply(Object... a) {
            return Math.min((long) a[0], (long) a[1]);
        }
    },
    MAX("max(a, b)", "The larger one.", "max(3, 2) == 3", Type.WHOLE, Type.WHOLE) {
        @Override
        Object apply(Object... a) {
            return Math.max((long) a[0], (long) a[1]);
        }
    },
    ABS("abs(n)", "The number without its sign.", "abs(-3) == 3", Type.WHOLE) {
        @Override
        Object apply(Object... a) {
            return Math.absExact((long) a[0]);
        }
    },
    IF(
            "if(c, a, b)",
            "a where c is true, else b; the other one is not computed.",
            "if(2 > 1, \"yes\", \"no\") == \"yes\"",
            Type.TRUTH,
            Type.ANY,
            Type.ANY) {
        @Override
        Object apply(Object... a) {
            return (boolean) a[0] ? a[1] : a[2];
        }
    },
    LENGTH("length(s)", "How many bytes the text has.", "length(\"abc\") == 3", Type.TEXT) {
        @Override
        Object apply(Object... a) {
            return (long) ((String) a[0]).length();
        }
    },
    SUBSTR(
            "substr(s, from, to)",
            "The bytes from one index, from 0, up to before another.",
            "substr(\"hello\", 1, 3) == \"el\"",
            Type.TEXT,
            Type.WHOLE,
            Type.WHOLE) {
        @Override
        Object apply(Object... a) {
            String text = (String) a[0];
            long to = within("substr: to", (long) a[2], 0, text.length());
            return text.substring((int) within("substr: from", (long) a[1], 0, to), (int) to);
        }
    },
    TEXT("text(x)", "The value as print prints it.", "text(12) == \"12\"", Type.ANY) {
        @Override
        Object apply(Object... a) {
            return Values.text(a[0]);
        }
    },
    NUMBER(
            "number(s)",
            "The whole number that the text is; blanks around it do not matter.",
            "number(\"12\\n\") == 12",
            Type.TEXT) {
        @Override
        Object apply(Object... a) {
            String digits = ((String) a[0]).strip();
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException none) {
                throw new ArithmeticException("number: " + Values.words(a[0]) + " (expected: a whole number in it)");
            }
        }
    },
    INT32(
            "int32(n)",
            "The 4 bytes of the number as an int lies in memory, the lowest first.",
            "int32(258) == \"\\x02\\x01\\0\\0\"",
            Type.WHOLE) {
        @Override
        Object apply(Object... a) {
            long n = within("int32", (long) a[0], Integer.MIN_VALUE, Integer.MAX_VALUE);
            StringBuilder bytes = new StringBuilder();
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                bytes.append((char) (n >> shift & 0xff));
            }
            return bytes.toString();
        }
    },
    INT32_AT(
            "int32_at(s, n)",
            "The number whose 4 bytes stand at the n-th byte, from 0.",
            "int32_at(int32(-7), 0) == -7",
            Type.TEXT,
            Type.WHOLE) {
        @Override
        Object apply(Object... a) {
            String text = (String) a[0];
            int at = (int) within("int32_at", (long) a[1], 0, text.length() - Integer.BYTES);
            int n = 0;
            for (int i = Integer.BYTES - 1; i >= 0; i--) {
                n = n << Byte.SIZE | text.charAt(at + i);
            }
            return (long) n;
        }
    },
    TRIM("trim(s)", "The text without blanks and line ends at both sides.", "trim(\" a\\n\") == \"a\"", Type.TEXT) {
        @Override
        Object apply(Object... a) {
            return ((String) a[0]).strip();
        }
    },
    WIFEXITED("WIFEXITED(status)", "Whether the child ended by exit, see waitpid(2).", "WIFEXITED(256)", Type.WHOLE) {
        @Override
        Object apply(Object... a) {
            return signal(a[0]) == 0;
        }
    },
    WEXITSTATUS("WEXITSTATUS(status)", "The exit code of the child.", "WEXITSTATUS(256) == 1", Type.WHOLE) {
        @Override
        Object apply(Object... a) {
            return (long) a[0] >> Byte.SIZE & 0xff;
        }
    },
    WIFSIGNALED("WIFSIGNALED(status)", "Whether a signal ended the child.", "WIFSIGNALED(SIGKILL)", Type.WHOLE) {
        @Override
        Object apply(Object... a) {
            return signal(a[0]) != 0 && signal(a[0]) != STOPPED;
        }
    },
    WTERMSIG("WTERMSIG(status)", "The signal that ended the child.", "WTERMSIG(15) == SIGTERM", Type.WHOLE) {
        @Override
        Object apply(Object... a) {
            return signal(a[0]);
        }
    };

    private static final long STOPPED = 0x7f;

    private final String notation;
    private final String sentence;
    private final String example;
    private final List<Type> parameters;

    Function(String notation, String sentence, String example, Type... parameters) {
        this.notation = notation;
        this.sentence = sentence;
        this.example = example;
        this.parameters = List.of(parameters);
    }

    /** Its value; the types were looked at. What it throws says what was expected, without the place. */
    abstract Object apply(Object... arguments);

    /** The same with types looked at. */
    Object call(Object... arguments) {
        for (int i = 0; i < parameters.size(); i++) {
            if (!parameters.get(i).accepts(arguments[i])) {
                throw new ArithmeticException(word() + ": " + Values.words(arguments[i]) + " (expected: "
                        + parameters.get(i).words() + ", as in " + notation + ")");
            }
        }
        return apply(arguments);
    }

    String word() {
        return notation.substring(0, notation.indexOf('('));
    }

    /** How it is written: {@code min(a, b)}. */
    String notation() {
        return notation;
    }

    String sentence() {
        return sentence;
    }

    String example() {
        return example;
    }

    int arity() {
        return parameters.size();
    }

    static Optional<Function> of(String word) {
        return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Function::word).toList();
    }

    /** How often a text may be repeated so that it does not get too long. */
    private static long size(String function, long n, int each) {
        return within(function, n, 0, Limits.CALL_BYTES_MAX / Math.max(1, each));
    }

    private static long within(String what, long n, long min, long max) {
        if (n < min || n > max) {
            throw new ArithmeticException(what + ": " + n + " (expected: " + min + " to " + max + ")");
        }
        return n;
    }

    private static long signal(Object status) {
        return (long) status & STOPPED;
    }
}
