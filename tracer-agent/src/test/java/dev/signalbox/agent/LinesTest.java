package dev.signalbox.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class LinesTest {
    /** Asks for the line that was stored last. */
    public static final class Asked {
        private Asked() {}

        public static int line() {
            return Hook.watch().line;
        }
    }

    /** Its lines are wanted. */
    public static final class Sample {
        private Sample() {}

        public static int[] ask(IntSupplier elsewhere) {
            int first = Asked.line();
            int second = Asked.line() + 0 * elsewhere.getAsInt();
            int[] all = {
                first, second, inner() - inner(), Asked.line(),
            };
            return all;
        }

        private static int inner() {
            return Asked.line();
        }
    }

    @Test
    void watches_theNamedClassAndThoseInIt() {
        Lines lines = new Lines("a.Main, b.Other");
        assertTrue(lines.watches("a/Main"));
        assertTrue(lines.watches("a/Main$1"));
        assertTrue(lines.watches("b/Other$Inner$1"));
        assertFalse(lines.watches("a/MainToo"));
        assertFalse(lines.watches("a/Mai"));
        assertFalse(new Lines(null).watches("a/Main"));
    }

    @Test
    void wovenClass_storesTheLineOfEachCall_alsoBehindOneThatStoredItsOwn() throws Exception {
        String name = Sample.class.getName();
        byte[] woven;
        try (InputStream in = LinesTest.class.getResourceAsStream("LinesTest$Sample.class")) {
            woven = Lines.weave(in.readAllBytes());
        }
        ClassLoader loader = new ClassLoader(LinesTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
                return wanted.equals(name)
                        ? defineClass(wanted, woven, 0, woven.length)
                        : super.loadClass(wanted, resolve);
            }
        };
        int[] lines = (int[])
                loader.loadClass(name).getMethod("ask", IntSupplier.class).invoke(null, (IntSupplier) () -> 0);
        int first = lines[0];
        assertTrue(first > 20, "first: " + first);
        assertEquals(first + 1, lines[1]);
        assertArrayEquals(new int[] {0, first + 3}, new int[] {lines[2], lines[3]});
    }
}
