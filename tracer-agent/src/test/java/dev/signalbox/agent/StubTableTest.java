package dev.signalbox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.signalbox.trace.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StubTableTest {
    @Test
    void find_takesTheFirstRowThatFits() {
        assertEquals(Op.READ, StubTable.find("read", "(I[BJ)J").op());
        assertEquals("fBn", StubTable.find("read", "(I[BJ)J").shape());
        assertEquals("f-n", StubTable.find("read", "(ILjnr/ffi/Pointer;J)J").shape());
        assertNotNull(StubTable.find("fclose", "(Ljnr/ffi/Pointer;)I"));
        assertNotNull(StubTable.find("open", "(Ljava/lang/CharSequence;II)I"));
        assertEquals("ii", StubTable.find("fcntl", "(II)I").shape());
    }

    @Test
    void find_ofWhatReadsOtherwise_isNull() {
        assertNull(StubTable.find("read", "(J[BJ)J"));
        assertNull(StubTable.find("close", "()I"));
        assertNull(StubTable.find("close", "(I)V"));
        assertNull(StubTable.find("getpid", "()I"));
    }

    /** A method that is missing would be missed in the watched program only. */
    @Test
    void everyRowThatNamesAClass_findsItsTwoMethodsThere() throws Exception {
        for (StubTable.Row row : StubTable.rows()) {
            if (row.in() != null) {
                Class<?> in = Class.forName(row.in().replace('/', '.'));
                List<Class<?>> parameters = new ArrayList<>();
                for (char letter : row.shape().toCharArray()) {
                    parameters.add(type(letter));
                }
                assertNotNull(in.getMethod(row.method(), parameters.toArray(new Class<?>[0])));
                parameters.addAll(0, Arrays.asList(long.class, int.class));
                assertNotNull(in.getMethod(row.method() + "Done", parameters.toArray(new Class<?>[0])));
            }
        }
    }

    private static Class<?> type(char letter) {
        switch (letter) {
            case 'i':
            case 'h':
                return long.class;
            case 'a':
                return byte[].class;
            case 'v':
                return int[].class;
            case 'w':
                return long[].class;
            case 'p':
                return Object.class;
            default:
                throw new IllegalArgumentException("letter: " + letter + " (expected: one that is handed on)");
        }
    }
}
