package dev.signalbox.analyze;

import dev.signalbox.trace.*;
import java.nio.*;
import java.util.*;

public final class Analysis implements Story {
    final ByteBuffer b = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);

    public Analysis(List<Watched> o, List<Held> h) {}

    public synchronized void take(Event e) {
        TraceFormat.encode(e.at(e.endNs(), 0), b);
    }

    public void advance(long w) {}

    public void finish() {}

    public long divergences() {
        return 0;
    }

    public List<Waiting> waiting() {
        return List.of();
    }

    public Set<Integer> waited() {
        return Set.of();
    }

    public int count(Kind k) {
        return k == Kind.EVENTS ? b.position() / 128 : 0;
    }

    public ByteBuffer rows(Kind k, int f, int t) {
        return ByteBuffer.wrap(b.array(), f * 128, (t - f) * 128).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    public boolean ended() {
        return true;
    }

    public static Story replay(List<Watched> o, List<Held> h, Iterable<Event> e) {
        return new Analysis(o, h);
    }
}
