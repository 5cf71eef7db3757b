package dev.signalbox.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signalbox.trace.Errno;
import dev.signalbox.trace.Op;
import org.junit.jupiter.api.Test;

/** One rule a test; what the kernel says to them is asked by PipeAgainstKernelIT. */
class PipeTest {
    private static final int PAGE = Pipe.PAGE_BYTES;
    private static final int FULL = 16 * PAGE;

    @Test
    void read_takesWhatIsThere_acrossWrites() {
        Story pipe = new Story(FULL).writes(3, 3).writes(4, 4);
        pipe.reads(5, 5).reads(100, 2);
        assertEquals(7, pipe.now.produced());
        assertEquals(7, pipe.now.consumed());
    }

    @Test
    void read_waitsWhileThePipeIsEmpty() {
        Story pipe = new Story(FULL);
        assertEquals(new Waits(pipe.now, 0, "the pipe is empty"), pipe.ask(Op.READ, 1));
        pipe.nonblock().fails(Op.READ, 1, Errno.EAGAIN);
    }

    @Test
    void read_isEndOfFile_onceEveryWriterClosedAndAllIsRead() {
        Story pipe = new Story(FULL).writes(3, 3).closes(Call.WRITE_ONLY);
        pipe.reads(10, 3).reads(10, 0).reads(10, 0);
    }

    @Test
    void read_waitsForEver_whileItsOwnWriteEndIsOpen() {
        Pipe pipe = Pipe.create(FULL, 1, 1);
        Call read = new Call(Op.READ, Call.READ_WRITE, false, 1, 0);
        assertEquals(false, pipe.answer(read).completes());
    }

    @Test
    void write_waitsWhenThePagesAreTaken() {
        Story pipe = new Story(PAGE).writes(PAGE, PAGE);
        assertEquals(new Waits(pipe.now, 0, "the pipe is full"), pipe.ask(Op.WRITE, 1));
        pipe.nonblock().fails(Op.WRITE, 1, Errno.EAGAIN);
    }

    @Test
    void write_lacksAFreePage_whereThePipeIsNotFull() {
        Story pipe = new Story(PAGE).writes(PAGE - 1, PAGE - 1);
        assertEquals(new Waits(pipe.now, 0, "the pipe has no free page"), pipe.ask(Op.WRITE, 2));
    }

    @Test
    void fifo_isCalledOne() {
        Call read = new Call(Op.READ, Call.READ_WRITE, false, 1, 0);
        Pipe fifo = Pipe.createFifo(FULL, 1, 1);
        assertEquals(new Waits(fifo, 0, "the FIFO is empty"), fifo.answer(read));
    }

    @Test
    void write_findsNoRoom_whereAPageIsReadInPart() {
        Story pipe = new Story(PAGE).writes(PAGE, PAGE).reads(10, 10);
        pipe.nonblock().fails(Op.WRITE, 8, Errno.EAGAIN);
        pipe.reads(PAGE, PAGE - 10).writes(8, 8);
    }

    @Test
    void write_joinsTheLastPage_behindWhatWasRead() {
        Story pipe = new Story(PAGE).writes(4000, 4000).reads(3900, 3900).writes(96, 96);
        pipe.nonblock().fails(Op.WRITE, 1, Errno.EAGAIN);
        assertEquals(196, pipe.now.level());
    }

    @Test
    void write_isNeverSplitToJoin_soHalfPagesFillThePipe() {
        Story pipe = new Story(FULL);
        for (int i = 0; i < 16; i++) {
            pipe.writes(2049, 2049);
        }
        assertEquals(32784, pipe.now.level());
        pipe.nonblock().fails(Op.WRITE, 2049, Errno.EAGAIN);
        pipe.writes(1, 1);
    }

    @Test
    void write_ofAWholePage_neverJoins() {
        Story pipe = new Story(2 * PAGE).writes(100, 100).writes(PAGE, PAGE);
        pipe.nonblock().fails(Op.WRITE, 10, Errno.EAGAIN);
    }

    @Test
    void bigWrite_joinsWithItsOddBytesFirst() {
        Story pipe = new Story(2 * PAGE).writes(100, 100).writes(PAGE + 50, PAGE + 50);
        pipe.reads(150, 150).writes(PAGE, PAGE);
    }

    @Test
    void bigWrite_goesInInPart_whenItMayNotWait() {
        new Story(2 * PAGE).nonblock().writes(4090, 4090).writes(5000, PAGE);
        new Story(2 * PAGE).nonblock().writes(100, 100).writes(9000, 808 + PAGE);
        new Story(2 * PAGE).nonblock().writes(PAGE, PAGE).writes(100, 100).writes(PAGE + 200, 200);
        new Story(FULL).nonblock().writes(70_000, 65_536);
    }

    @Test
    void bigWrite_waits_withItsBytesAlreadyIn() {
        Story pipe = new Story(FULL);
        Call write = pipe.call(Op.WRITE, 200_000, 0);
        Waits first = (Waits) pipe.now.answer(write);
        assertEquals(65_536, first.moved());
        assertEquals(65_536, first.next().produced());

        pipe.now = (Pipe) first.next();
        pipe.reads(PAGE + 1, PAGE + 1);
        Waits second = (Waits) pipe.now.answer(write.resumed(first.moved()));
        assertEquals(PAGE, second.moved());

        Call third = write.resumed(first.moved()).resumed(second.moved());
        assertSame(second.next(), second.next().answer(third).next());
    }

    @Test
    void bigWrite_returnsAllItsBytes_whenTheLastGoIn() {
        Story pipe = new Story(PAGE);
        Call write = pipe.call(Op.WRITE, 5000, 0);
        Waits waits = (Waits) pipe.now.answer(write);
        pipe.now = (Pipe) waits.next();
        pipe.reads(PAGE, PAGE);
        Done done = (Done) pipe.now.answer(write.resumed(waits.moved()));
        assertEquals(5000, done.result());
        assertEquals(904, ((Pipe) done.next()).level());
    }

    @Test
    void bigWrite_returnsWhatWentIn_whenTheLastReaderCloses() {
        Story pipe = new Story(PAGE);
        Call write = pipe.call(Op.WRITE, 5000, 0);
        Waits waits = (Waits) pipe.now.answer(write);
        pipe.now = (Pipe) waits.next();
        pipe.closes(Call.READ_ONLY);
        assertEquals(new Done(pipe.now, PAGE, 0), pipe.now.answer(write.resumed(waits.moved())));
    }

    @Test
    void write_thatWaits_doesNotJoinWhenItWakes() {
        Story pipe = new Story(PAGE).writes(100, 100);
        Call write = pipe.call(Op.WRITE, 200, 0);
        assertEquals(200, ((Done) pipe.now.answer(write)).result());
        assertEquals(false, pipe.now.answer(write.resumed(0)).completes());
    }

    @Test
    void write_isBrokenPipe_withoutAReader_unlessItIsEmpty() {
        Story pipe = new Story(FULL).closes(Call.READ_ONLY);
        pipe.fails(Op.WRITE, 1, Errno.EPIPE);
        pipe.writes(0, 0);
    }

    @Test
    void close_ofADescriptorForBoth_closesBoth() {
        Pipe closed = (Pipe) Pipe.create(FULL, 2, 1)
                .answer(new Call(Op.CLOSE, Call.READ_WRITE, false, 0, 0))
                .next();
        assertEquals(1, closed.readers());
        assertEquals(0, closed.writers());
        assertEquals(Done.failed(closed, Errno.EBADF), closed.answer(new Call(Op.CLOSE, 1, false, 0, 0)));
    }

    @Test
    void theWrongEnd_isABadDescriptor_evenForNoBytes() {
        Pipe pipe = Pipe.create(FULL, 1, 1);
        for (long n : new long[] {0, 1}) {
            assertEquals(Done.failed(pipe, Errno.EBADF), pipe.answer(new Call(Op.WRITE, 0, false, n, 0)));
            assertEquals(Done.failed(pipe, Errno.EBADF), pipe.answer(new Call(Op.READ, 1, false, n, 0)));
        }
    }

    @Test
    void aPipe_hasNoPositions() {
        Story pipe = new Story(FULL);
        pipe.fails(Op.LSEEK, 0, Errno.ESPIPE).fails(Op.PREAD, 1, Errno.ESPIPE).fails(Op.PWRITE, 1, Errno.ESPIPE);
        assertEquals(Done.failed(pipe.now, Errno.EINVAL), pipe.now.answer(pipe.call(Op.LSEEK, 0, 9)));
        assertEquals(Done.failed(pipe.now, Errno.EINVAL), pipe.now.answer(pipe.call(Op.PREAD, 1, -1)));
    }

    @Test
    void fionread_bringsTheLevel_andCellsShowIt() {
        Story pipe = new Story(FULL).writes(7, 7);
        assertEquals(new Done(pipe.now, 0, 0, 7), pipe.ask(Op.FIONREAD, 0));
        assertEquals(7, pipe.now.cell(0));
        assertEquals(FULL, pipe.now.cellMax(0));
        assertEquals(1, pipe.now.cell(1));
        assertEquals(1, pipe.now.cell(2));
        assertEquals(-1, pipe.now.cellMax(2));
        assertEquals(3, Primitive.PIPE.cells().size());
    }

    @Test
    void states_areEqualByWhatTheyHold() {
        Pipe joined = new Story(FULL).writes(1, 1).writes(1, 1).now;
        assertEquals(joined, new Story(FULL).writes(2, 2).now);
        assertEquals(joined.hashCode(), new Story(FULL).writes(2, 2).now.hashCode());
        assertNotEquals(joined, new Story(FULL).writes(1, 1).now);
        assertNotEquals(joined, new Story(PAGE).writes(2, 2).now);
    }

    @Test
    void badShapes_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> Pipe.create(5000, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> Pipe.create(3 * PAGE, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> Pipe.create(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> Pipe.create(PAGE, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Story(PAGE).ask(Op.NOTE, 0));
    }

    /** A pipe with one reader and one writer, and what happens to it. */
    private static final class Story {
        Pipe now;
        private boolean nonblock;

        Story(int capacity) {
            now = Pipe.create(capacity, 1, 1);
        }

        Story nonblock() {
            nonblock = true;
            return this;
        }

        Call call(Op op, long arg0, long arg1) {
            return new Call(op, op == Op.READ ? Call.READ_ONLY : Call.WRITE_ONLY, nonblock, arg0, arg1);
        }

        Answer ask(Op op, long arg0) {
            return now.answer(call(op, arg0, 0));
        }

        Story writes(long bytes, long result) {
            return returns(call(Op.WRITE, bytes, 0), result);
        }

        Story reads(long bytes, long result) {
            return returns(call(Op.READ, bytes, 0), result);
        }

        Story closes(int access) {
            return returns(new Call(Op.CLOSE, access, false, 0, 0), 0);
        }

        Story fails(Op op, long arg0, Errno errno) {
            assertEquals(Done.failed(now, errno), ask(op, arg0));
            return this;
        }

        private Story returns(Call call, long result) {
            Done done = (Done) now.answer(call);
            assertEquals(result, done.result(), () -> call + " on " + now);
            assertEquals(0, done.errno());
            now = (Pipe) done.next();
            return this;
        }
    }
}
