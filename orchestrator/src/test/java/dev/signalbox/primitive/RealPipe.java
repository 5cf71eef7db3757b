package dev.signalbox.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signalbox.kernel.PipeEnds;
import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Returned;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A pipe of the kernel with several open ends of each kind. */
final class RealPipe {
    /** An open file description of its own, so that it has its own O_NONBLOCK and counts as an end. */
    static final class End {
        final int fd;
        final int access;
        final boolean nonblock;
        /** Calls that sleep on it; while there is one, close would close no end. */
        int sleepers;

        End(int fd, int access, boolean nonblock) {
            this.fd = fd;
            this.access = access;
            this.nonblock = nonblock;
        }
    }

    final List<End> open = new ArrayList<>();

    RealPipe(int capacityBytes, Random random) {
        PipeEnds ends = PipeEnds.create().ends();
        assertEquals(new Returned(capacityBytes, 0), ends.resize(capacityBytes));
        open.add(new End(ends.readFd(), Call.READ_ONLY, false));
        open.add(new End(ends.writeFd(), Call.WRITE_ONLY, false));
        add(Call.READ_ONLY, true);
        add(Call.WRITE_ONLY, true);
        if (random.nextInt(4) == 0) {
            add(Call.READ_WRITE, random.nextBoolean());
        }
    }

    private void add(int access, boolean nonblock) {
        int flags = access | Posix.O_CLOEXEC | (nonblock ? Posix.O_NONBLOCK : 0);
        Returned fd = Posix.open("/proc/self/fd/" + open.get(0).fd, flags);
        assertEquals(0, fd.errno());
        open.add(new End((int) fd.value(), access, nonblock));
    }

    int readers() {
        return (int) open.stream().filter(end -> end.access != Call.WRITE_ONLY).count();
    }

    int writers() {
        return (int) open.stream().filter(end -> end.access != Call.READ_ONLY).count();
    }

    End any(Random random) {
        return open.get(random.nextInt(open.size()));
    }

    End first(boolean forReading) {
        int other = forReading ? Call.WRITE_ONLY : Call.READ_ONLY;
        return open.stream().filter(end -> end.access != other).findFirst().orElseThrow();
    }

    long fionread() {
        Returned level = Posix.fionread(open.get(0).fd);
        assertEquals(0, level.errno());
        return level.value();
    }

    Returned close(End end) {
        open.remove(end);
        return Posix.close(end.fd);
    }

    void closeAll() {
        open.forEach(end -> Posix.close(end.fd));
        open.clear();
    }
}
