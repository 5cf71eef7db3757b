package dev.signalbox.server;

import dev.signalbox.analyze.Story;
import dev.signalbox.run.Shown;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** A run that counts what is taken from it. */
final class CountedReads implements Story, Shown {
    private final Tape tape;
    private final AtomicLong bytes = new AtomicLong();

    CountedReads(Tape tape) {
        this.tape = tape;
    }

    long bytes() {
        return bytes.get();
    }

    @Override
    public int count(Kind kind) {
        return tape.count(kind);
    }

    @Override
    public ByteBuffer rows(Kind kind, int from, int to) {
        // One row is a look ahead, not a batch.
        if (to - from > 1) {
            bytes.addAndGet((long) (to - from) * kind.rowBytes());
        }
        return tape.rows(kind, from, to);
    }

    @Override
    public boolean ended() {
        return tape.ended();
    }

    @Override
    public Story story() {
        return this;
    }

    @Override
    public String infoJson() {
        return tape.infoJson();
    }

    @Override
    public int infoVersion() {
        return tape.infoVersion();
    }

    @Override
    public boolean over() {
        return ended();
    }
}
