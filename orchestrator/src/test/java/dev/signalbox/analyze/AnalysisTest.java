package dev.signalbox.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnalysisTest {
    private static final int FULL = 65536;

    @Test
    void read_comesAfterItsWriteThoughItsStampsEndBefore() {
        Litmus it = Litmus.pipe(FULL, "W 10..50 write 100 = 100", "R 20..40 read 1000 = 100")
                .finish();
        assertEquals("W enter write; R enter read waits; W write 100; R read 100", it.steps());
        assertEquals("3>4 0+100", it.edges());
        assertEquals("0 100 0", it.cell(0, 0));
        assertEquals(0, it.analysis.divergences());
    }

    @Test
    void shortRead_saysWhichOfTwoWritesCameFirst() {
        Litmus big = Litmus.pipe(
                        FULL,
                        "W1 10..60 write 100 = 100",
                        "W2 10..50 write 200 = 200",
                        "R 20..40 read 1000 = 100",
                        "R 70..80 read 1000 = 200")
                .finish();
        assertEquals("W1 write 100; R read 100; W2 write 200; R read 200", big.effects());
        Litmus small = Litmus.pipe(
                        FULL,
                        "W1 10..50 write 100 = 100",
                        "W2 10..60 write 200 = 200",
                        "R 20..40 read 1000 = 200",
                        "R 70..80 read 1000 = 100")
                .finish();
        assertEquals("W2 write 200; R read 200; W1 write 100; R read 100", small.effects());
    }

    @Test
    void bytesThatWereRead_sayWhichOfTwoWritesCameFirst() {
        Litmus it = Litmus.pipe(
                        FULL,
                        "W1 10..60 write 3 = 3 'aaa'",
                        "W2 10..50 write 3 = 3 'bbb'",
                        "R 70..80 read 3 = 3 'aaa'",
                        "R 81..90 read 3 = 3 'bbb'")
                .finish();
        assertEquals("W1 write 3; W2 write 3; R read 3; R read 3", it.effects());
        assertEquals("3>6 0+3?; 4>8 3+3?", it.edges());
        assertEquals(0, it.analysis.divergences());
    }

    @Test
    void bytesThatNobodyWrote_diverge() {
        Litmus it = Litmus.pipe(FULL, "W 10..20 write 3 = 3 'aaa'", "R 30..40 read 3 = 3 'xyz'")
                .finish();
        assertEquals("W write 3; R read 3 diverges", it.effects());
    }

    @Test
    void edge_isInferredWhereWritesOfTwoThreadsOverlapped() {
        Litmus it = Litmus.pipe(
                        FULL,
                        "W1 10..20 write 5 = 5",
                        "W1 30..60 write 5 = 5",
                        "W2 40..50 write 5 = 5",
                        "W2 70..80 write 5 = 5",
                        "R 81..82 read 5 = 5",
                        "R 83..84 read 5 = 5",
                        "R 85..86 read 5 = 5",
                        "R 87..88 read 5 = 5")
                .finish();
        assertEquals("2>10 0+5; 5>12 5+5?; 6>14 10+5?; 8>16 15+5", it.edges());
    }

    @Test
    void edge_isInferredWhereReadsOfTwoThreadsOverlapped() {
        Litmus it = Litmus.pipe(
                        FULL,
                        "W 10..20 write 15 = 15",
                        "R1.1 30..40 read 5 = 5",
                        "R1.2 35..45 read 5 = 5",
                        "R2 50..60 read 5 = 5")
                .finish();
        assertEquals("2>5 0+5?; 2>6 5+5?; 2>8 10+5", it.edges());
    }

    @Test
    void edge_isInferredBehindAWriteThatNobodySawEnd() {
        Litmus it = Litmus.pipe(
                        FULL,
                        "W1 10..20 write 5 cut",
                        "W1 10..20 exit",
                        "W2 30..40 write 5 = 5",
                        "R 50..60 read 5 = 5",
                        "W2 70..80 exit",
                        "R 90..95 read 5 = EOF")
                .finish();
        assertTrue(it.edges().endsWith("+5?"), it.edges());
    }

    @Test
    void fionread_countsExactly() {
        Litmus it = Litmus.pipe(
                        FULL,
                        "W1 10..60 write 100 = 100",
                        "W2 10..50 write 200 = 200",
                        "R 20..40 fionread = 100",
                        "R 41..42 fionread = 300")
                .finish();
        assertEquals("W1 write 100; R fionread; W2 write 200; R fionread", it.effects());
    }

    @Test
    void endOfFile_holdsUntilTheWriterIsKnownToHaveEnded() {
        Litmus it = Litmus.pipe(
                FULL, "W 10..20 write 5 = 5", "R 25..30 read 9 = 5", "R 40..60 read 9 = EOF", "W 20..99 exit");
        it.advance(90);
        assertEquals("W enter write; W write 5; R enter read; R read 5; R enter read waits", it.steps());
        for (int i = 0; i < 3; i++) {
            it.advance(90);
        }
        it.finish();
        assertEquals("W write 5; R read 5; W close; R read 0; W exit", it.effects());
        assertEquals("1 0", it.cell(0, 2));
        assertEquals(0, it.analysis.divergences());
    }

    @Test
    void writeWithoutReaders_failsAfterTheirClose() {
        Litmus it = Litmus.pipe(
                        FULL, "R 10..30 close", "W 5..25 write 10 = 10", "W 26..28 write 10 = EPIPE", "W 40..41 exit")
                .finish();
        assertEquals("W write 10; R close; W write -1; W close; W exit", it.effects());
        assertEquals(0, it.analysis.divergences());
    }

    @Test
    void bigWrite_goesInPartsAsTheReaderMakesRoom() {
        Litmus it = Litmus.pipe(
                        FULL,
                        "W 10..900 write 200000 = 200000",
                        "R 100..110 read 65536 = 65536",
                        "R 200..210 read 65536 = 65536",
                        "R 300..310 read 65536 = 65536",
                        "R 400..410 read 65536 = 3392")
                .finish();
        assertEquals(
                "W partial write 65536; R read 65536; W partial write 65536; R read 65536; W partial write 65536; "
                        + "R read 65536; W write 200000; R read 3392",
                it.effects());
        assertEquals("2>4 0+65536; 5>7 65536+65536; 8>10 131072+65536; 12>13 196608+3392", it.edges());
        assertEquals("0 65536 0 65536 0 65536 0 3392 0", it.cell(0, 0));
        assertEquals(Set.of(0, 1), it.analysis.waited());
    }

    @Test
    void bigWrite_makesItsPartLateWhenAShortReadSaysSo() {
        Litmus it = Litmus.pipe(
                        4096,
                        "W1 5..6 write 100 = 100",
                        "W2 10..90 write 8000 = 8000",
                        "R 20..30 read 4096 = 100",
                        "R 40..50 read 4096 = 4096",
                        "R 60..70 read 4096 = 3904")
                .finish();
        assertEquals(0, it.analysis.divergences());
        assertEquals(
                "W1 write 100; R read 100; W2 partial write 4096; R read 4096; W2 write 8000; R read 3904",
                it.effects());
    }

    @Test
    void killedWriter_hasWrittenWhatWasRead() {
        Litmus it = Litmus.pipe(
                        FULL,
                        "W 10..50 write 100 cut",
                        "W 10..55 exit",
                        "R 20..60 read 1000 = 100",
                        "R 70..80 read 1000 = EOF")
                .finish();
        assertEquals("W partial write 100; W cut write; W close; W exit; R read 100; R read 0", it.effects());
        assertEquals(0, it.analysis.divergences());
    }

    @Test
    void killedWriter_hasWrittenNothingWhereNothingWasRead() {
        Litmus it = Litmus.pipe(
                        FULL, "W 10..50 write 100 cut", "W 10..50 exit", "R 20..60 read 1000 = EOF", "R 70..80 exit")
                .finish();
        assertEquals("W cut write; W close; W exit; R read 0; R close; R exit", it.effects());
    }

    @Test
    void killedWriter_canBeFoundOutLongAfterItsEnd() {
        Litmus it = Litmus.pipe(
                FULL,
                "W 10..50 write 100 cut",
                "W 10..50 exit",
                "R 900000000..900000010 read 1000 = 100",
                "R 900000020..900000030 read 1000 = EOF");
        it.advance(100).advance(500_000_000);
        assertEquals("W cut write; W close; W exit", it.effects());
        it.finish();
        assertEquals("W cut write; W close; W exit; W partial write 100; R read 100; R read 0", it.effects());
        assertEquals(0, it.analysis.divergences());
    }

    @Test
    void killedReader_hasTakenWhatIsMissing() {
        Litmus it = Litmus.pipe(
                        FULL,
                        "W1 10..20 write 100 = 100",
                        "R1 15..50 read 60 cut",
                        "R1 15..50 exit",
                        "R2 60..70 read 1000 = 40")
                .finish();
        assertEquals("W1 write 100; R1 partial read 60; R1 cut read; R1 close; R1 exit; R2 read 40", it.effects());
        assertEquals("3>4 0+60; 3>9 60+40?", it.edges());
    }

    @Test
    void callWhoseEndWasLost_isCutShortWhereTheNextBegins() {
        Litmus it = Litmus.pipe(
                        FULL, "W 10.. write 5", "W 30..40 write 6 = 6", "R 50..60 read 99 = 11", "W 70..80 write 1 = 1")
                .finish();
        assertEquals("W partial write 5; W cut write; W write 6; R read 11; W write 1", it.effects());
        assertEquals("2>7 0+5; 5>7 5+6", it.edges());
        assertEquals(0, it.analysis.divergences());
    }

    @Test
    void blockedForEver_isWaitingWhenTheStoryEnds() {
        Litmus it = Litmus.pipes(2, 4096, "W 10.. write 9000", "R 20.. q:read 5", "R.2 30.. nanosleep 7")
                .finish();
        assertEquals("W enter write waits; W partial write 4096; R enter read waits; R enter nanosleep", it.steps());
        List<Waiting> waiting = it.analysis.waiting();
        assertEquals(3, waiting.size());
        assertEquals("the pipe is full", waiting.get(0).why());
        assertEquals(1, waiting.get(0).enterStep());
        assertEquals("the pipe is empty", waiting.get(1).why());
        assertEquals("", waiting.get(2).why());
        assertEquals(Set.of(0, 1), it.analysis.waited());
        assertTrue(it.analysis.ended());
    }

    @Test
    void end_closesWhatTheWorkerStillHolds() {
        Litmus it = Litmus.pipes(
                        2, 4096, "B 10..20 close", "B 30..40 exit", "W 12..13 write 5 = EPIPE", "W 50..60 exit")
                .finish();
        assertEquals("B close; W write -1; B close; B exit; W close; W close; W exit", it.effects());
        assertEquals("1 0", it.cell(1, 1));
        assertEquals("2 1 0", it.cell(1, 2));
        assertEquals(0, it.analysis.divergences());
    }

    @Test
    void interruptedCall_changesNothing() {
        Litmus it = Litmus.pipe(FULL, "R 10..20 read 5 = EINTR", "W 30..40 write 5 = 5", "R 50..60 read 9 = 5")
                .finish();
        assertEquals("R read -1; W write 5; R read 5", it.effects());
        assertEquals(0, it.analysis.divergences());
    }

    @Test
    void impossibleResult_isForcedAndCounted() {
        Litmus it = Litmus.pipe(
                        FULL,
                        "W 10..20 write 5 = 5",
                        "R 30..40 read 9 = 7",
                        "W 50..60 write 3 = 3",
                        "R 70..80 read 9 = 3")
                .finish();
        assertEquals("W write 5; R read 7 diverges; W write 3; R read 3", it.effects());
        assertEquals("0 5 0 3 0", it.cell(0, 0));
        assertEquals(1, it.analysis.divergences());
    }

    @Test
    void impossibleShortRead_hasEmptiedThePipe() {
        Litmus it = Litmus.pipe(
                        FULL,
                        "W 10..20 write 20 = 20",
                        "R 30..40 read 9 = 7",
                        "W 50..60 write 3 = 3",
                        "R 70..80 read 9 = 3")
                .finish();
        assertEquals("W write 20; R read 7 diverges; W write 3; R read 3", it.effects());
        assertEquals("0 20 0 3 0", it.cell(0, 0));
    }

    @Test
    void impossibleFionread_saysWhatIsLeft() {
        Litmus it = Litmus.pipe(FULL, "W 10..20 write 20 = 20", "R 30..40 fionread = 4", "R 70..80 read 9 = 4")
                .finish();
        assertEquals("W write 20; R fionread diverges; R read 4", it.effects());
    }

    @Test
    void longBacklog_isOrderedAtOnce() {
        int calls = 40_000;
        String[] lines = new String[calls];
        for (int i = 0; i < calls; i += 2) {
            lines[i] = "W " + 10 * i + ".." + (10 * i + 9) + " write 5 = 5";
            lines[i + 1] = "R " + (10 * i + 10) + ".." + (10 * i + 19) + " read 9 = 5";
        }
        Litmus it = Litmus.pipe(FULL, lines);
        it.advance(10L * calls);
        assertTrue(
                it.analysis.events().size() > 2 * calls - 10,
                "steps: " + it.analysis.events().size());
    }

    /** The clock would say it too, but not on every machine. */
    @Test
    void manyImpossibleResults_costSoMuchACall() {
        List<String> lines = new ArrayList<>();
        int calls = 0;
        for (int block = 0; block < 500; block++) {
            int at = 100 * block;
            for (int i = 1; i <= 6; i++) {
                lines.add("W" + i + " " + (at + 10 + i) + ".." + (at + 80 + i) + " write " + i + " = " + i);
                lines.add("R" + i + " " + (at + 10 - i) + ".." + (at + 80 - i) + " read " + i + " = " + i);
                calls += 2;
            }
            if (block % 10 == 9) {
                lines.add("R1 " + (at + 90) + ".." + (at + 91) + " fionread = 1");
                calls++;
            }
        }
        Litmus it = Litmus.pipe(FULL, lines.toArray(new String[0])).finish();
        long moves = it.analysis.moves();
        System.out.println(
                "impossible results: " + it.analysis.divergences() + " in " + calls + " calls, " + moves + " moves");
        assertTrue(it.analysis.divergences() >= 50, "divergences: " + it.analysis.divergences());
        assertTrue(moves <= Credit.MAX + 3L * Credit.PER_CALL * calls, "moves: " + moves);
    }

    @Test
    void impossibleResult_doesNotHoldTheStepsForEver() {
        Litmus it = Litmus.pipe(FULL, "W 10..20 write 5 = 5", "R 30..40 read 9 = 7", "W 50..60 write 3 = 3");
        it.advance(100);
        assertEquals("W write 5", it.effects());
        for (int i = 0; i < Order.HOLDS_MAX; i++) {
            it.advance(200 + i);
        }
        assertFalse(it.effects().contains("diverges"), "an end may still explain it");
        it.advance(200 + Order.HOLD_NS_MAX);
        assertEquals("W write 5; R read 7 diverges; W write 3", it.effects());
    }

    @Test
    void steps_comeAsSoonAsNothingElseIsPossible() {
        Litmus it = Litmus.pipe(FULL, "W 10..20 write 5 = 5", "R 5..25 read 9 = 5", "W 50..60 write 3 = 3");
        it.advance(12);
        assertEquals("R enter read waits; W enter write", it.steps());
        it.advance(22);
        assertEquals("W write 5", it.effects());
        it.advance(30);
        assertEquals("W write 5; R read 5", it.effects());
        it.finish();
    }

    @Test
    void choice_canBeTakenBackForALittleWhile() {
        Litmus it = Litmus.pipe(
                FULL,
                "R 5..6 fionread = 0",
                "W1 10..60 write 100 = 100",
                "W2 10..50 write 200 = 200",
                "W1 70..71 write 300 = 300");
        it.advance(80);
        assertEquals("R fionread", it.effects());
        it.advance(80 + Order.LAG_NS);
        assertEquals("R fionread; W2 write 200; W1 write 100; W1 write 300", it.effects());
    }

    /** Two sleep in big writes; the room that a read makes is one's, and who of them got it only the next read shows. */
    private static Litmus twoSleepingWriters() {
        return Litmus.pipe(
                4096,
                "W 1..2 write 4096 = 4096 'xxx'",
                "W1 10..700000050 write 8192 = 8192 'aaa'",
                "W2 20..700000060 write 8192 = 8192 'bbb'",
                "R 30..40 read 4096 = 4096 'xxx'",
                "R 700000000..700000010 read 4096 = 4096 'bbb'",
                "R 700000020..700000030 read 4096 = 4096 'aaa'",
                "R 700000040..700000070 read 4096 = 4096 'aaa'",
                "R 700000080..700000090 read 4096 = 4096 'bbb'");
    }

    @Test
    void partThatARivalCouldHaveMade_waitsForTheReadThatShowsWhose() {
        Litmus it = twoSleepingWriters();
        it.advance(100).advance(100 + 2 * Order.LAG_NS).advance(600_000_000);
        assertEquals("W write 4096; R read 4096", it.effects());
        it.advance(700_000_010);
        assertEquals("W write 4096; R read 4096; W2 partial write 4096; R read 4096", it.effects());
        it.finish();
        assertEquals(
                "W write 4096; R read 4096; W2 partial write 4096; R read 4096; W1 partial write 4096; R read 4096; "
                        + "W1 write 8192; R read 4096; W2 write 8192; R read 4096",
                it.effects());
        assertEquals(0, it.analysis.divergences());
    }

    @Test
    void writerHeldUpBeforeItsCall_isNotFirst() {
        Litmus it = Litmus.pipe(
                4096,
                "W1 10.. write 8192 'aaa'",
                "W2 50000000.. write 8192 'bbb'",
                "R 200000000..200000010 read 4096 = 4096 'bbb'",
                "R 200000020..200000030 read 4096 = 4096 'aaa'");
        it.advance(10).advance(100_000_000).finish();
        assertTrue(it.effects().startsWith("W2 partial write 4096; R read 4096; W1 partial write 4096"), it.effects());
        assertEquals(0, it.analysis.divergences());
    }

    @Test
    void partThatARivalCouldHaveMade_doesNotHoldTheStepsForEver() {
        Litmus it = Litmus.pipes(
                2,
                4096,
                "W 1..2 write 4096 = 4096",
                "W1 10.. write 8192",
                "W2 20.. write 8192",
                "R 30..40 read 4096 = 4096",
                "W 50..60 q:write 5 = 5");
        it.advance(100).advance(40 + Frame.GUESS_NS_MAX - 100);
        assertEquals("W write 4096; R read 4096", it.effects());
        it.advance(40 + Frame.GUESS_NS_MAX);
        assertEquals("W write 4096; R read 4096; W1 partial write 4096; W write 5", it.effects());
    }

    @Test
    void partWithoutRivals_isAStepWhileItsWriterWaits() {
        Litmus it = Litmus.pipe(4096, "W 1..2 write 4096 = 4096", "W1 10.. write 8192", "R 30..40 read 4096 = 4096");
        it.advance(100).advance(100 + Order.LAG_NS);
        assertEquals("W write 4096; R read 4096; W1 partial write 4096", it.effects());
    }

    @Test
    void equalStamps_breakNeitherOrder() {
        Litmus it = Litmus.pipes(
                        2,
                        FULL,
                        "W 10..10 write 5 = 5",
                        "W 10..10 q:write 6 = 6",
                        "R 10..10 q:read 9 = 6",
                        "R 10..10 read 9 = 5")
                .finish();
        assertEquals("W write 5; W write 6; R read 6; R read 5", it.effects());
        assertEquals(0, it.analysis.divergences());
    }

    @Test
    void ordersThatContradictEachOther_areCountedAndGoOn() {
        // Each thread does the second before the first: no order of steps can have both, equal stamps allow it.
        Litmus it = Litmus.pipes(
                        2,
                        FULL,
                        "R1 10..10 read 9 = 5",
                        "W1 10..10 q:write 6 = 6",
                        "W1.2 10..10 write 5 = 5",
                        "R1.2 10..10 q:read 9 = 6",
                        "W1 11..12 write 1 = 1")
                .finish();
        assertEquals(10, it.analysis.events().size());
    }
}
