package dev.signalbox.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.trace.Errno;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StepParserTest {

    private static final World WORLD = new World(
            Map.of("size", 3L),
            Map.of("p", ObjectKind.PIPE, "requests", ObjectKind.FIFO),
            Map.of("w", 0, "child", 0, "kid", 3));

    @ParameterizedTest
    @EnumSource(StepKind.class)
    void exampleOfEveryKind_parses(StepKind kind) throws StepSyntaxException {
        Step step = parse(kind.example());
        assertTrue(!(step instanceof CallStep call)
                || call.kind() == kind
                || call.before().get(0).kind() == kind);
        assertEquals(kind.example(), step.text());
    }

    @Test
    void read_hasAnEndAndACount() throws StepSyntaxException {
        CallStep step = call("read(p[0], 2048)");
        assertEquals(new Element("p", End.READ, 6), step.arguments().get(0));
        assertEquals(2048L, value(step, 1));
        assertEquals(Demand.SUCCESS, step.demand());
    }

    @Test
    void spaces_doNotMatter() throws StepSyntaxException {
        assertEquals(
                call("read(p[0],1)=1").arguments().get(1),
                call("read ( p [ 0 ] , 1 ) =  1").arguments().get(1));
    }

    @Test
    void string_hasTheEscapesOfC() throws StepSyntaxException {
        byte[] bytes = Values.bytes((String) value(call("write(p[1], \"a\\n\\t\\\\\\\"\\0\\xfFé\")"), 1));
        byte[] start = {'a', '\n', '\t', '\\', '"', 0, (byte) 0xff};
        byte[] end = "é".getBytes(StandardCharsets.UTF_8);
        byte[] expected = {start[0], start[1], start[2], start[3], start[4], start[5], start[6], end[0], end[1]};
        assertArrayEquals(expected, bytes);
    }

    @Test
    void bytes_areAPatternOfThatSize() throws StepSyntaxException {
        assertEquals("abcdefghijklmnopqrstuvwxyzabcd", value(call("write(p[1], bytes(30))"), 1));
    }

    @Test
    void emptyString_isNoBytes() throws StepSyntaxException {
        assertEquals("", value(call("write(p[1], \"\") = 0"), 1));
    }

    @Test
    void sleep_isInSeconds() throws StepSyntaxException {
        assertEquals(0.2, value(call("sleep(0.2)"), 0));
        assertEquals(60L, value(call("sleep(60)"), 0));
    }

    @Test
    void lseek_takesNegativeOffsets() throws StepSyntaxException {
        CallStep step = call("lseek(p[0], -5, SEEK_END) or errno");
        assertEquals(-5L, value(step, 1));
        assertEquals(2L, value(step, 2));
    }

    @Test
    void assertedResult_isMetByJustThat() throws StepSyntaxException {
        Demand demand = call("read(p[0], 100) = 10").demand();
        assertTrue(demand.isMetBy(10, 0));
        assertFalse(demand.isMetBy(9, 0));
        assertFalse(demand.isMetBy(-1, Errno.EBADF.number()));
    }

    @Test
    void assertedError_isMetByJustThat() throws StepSyntaxException {
        Demand demand = call("write(p[0], \"x\") = -1 EBADF").demand();
        assertTrue(demand.isMetBy(-1, Errno.EBADF.number()));
        assertFalse(demand.isMetBy(-1, Errno.EPIPE.number()));
        assertFalse(demand.isMetBy(1, 0));
        assertEquals("-1 EBADF", demand.toString());
    }

    @Test
    void nothingAsserted_meansNoError() throws StepSyntaxException {
        assertTrue(call("close(p[0])").demand().isMetBy(0, 0));
        assertFalse(call("close(p[0])").demand().isMetBy(-1, Errno.EBADF.number()));
        assertTrue(call("close(p[0]) or errno").demand().isMetBy(-1, Errno.EBADF.number()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "raed(p[0], 1)|0",
                "read(p[2], 1)|7",
                "read(p[0], \"x\")|11",
                "read(p[0], 1) =|15",
                "read(p[0], 1) = -1 EWHAT|19",
                "write(p[1], \"ab\\qc\")|15",
                "write(p[1], \"abc)|12",
                "close(p[0]))|11",
                "close(p[0]) $|12",
            })
    void problem_pointsIntoTheStep(String step, int index) {
        StepSyntaxException e = assertThrows(StepSyntaxException.class, () -> parse(step));
        assertEquals(index, e.index(), e.getMessage());
    }

    @Test
    void end_hasToBeHeld() {
        Scope scope = new Scope(WORLD, "w", null, Set.of(new End("p", End.WRITE)));
        StepSyntaxException e =
                assertThrows(StepSyntaxException.class, () -> StepParser.parse("read(p[0], 1)", scope, 1, i -> i + 1));
        assertEquals("worker 'w' does not hold p[0] (holds: p[1])", e.getMessage());
    }

    private static Step parse(String step) throws StepSyntaxException {
        return StepParser.parse(step, new Scope(WORLD, "w", null, null), 1, i -> i + 1);
    }

    private static Object value(CallStep step, int index) {
        return ((Expression) step.arguments().get(index)).known();
    }

    private static CallStep call(String step) throws StepSyntaxException {
        return (CallStep) parse(step);
    }
}
