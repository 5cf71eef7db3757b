package dev.signalbox.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErrnoTest {

    @Test
    void numberAndName_belongTogether() {
        assertEquals(9, Errno.EBADF.number());
        assertEquals("EPIPE", Errno.name(32));
        assertEquals(Optional.of(Errno.EOWNERDEAD), Errno.named("EOWNERDEAD"));
        assertEquals(131, Errno.values().length);
    }

    @Test
    void unknownNumber_isShownAsANumber() {
        assertEquals("errno 41", Errno.name(41));
        assertEquals("errno 0", Errno.name(0));
        assertEquals("errno 4711", Errno.name(4711));
        assertEquals("errno -1", Errno.name(-1));
    }

    @Test
    void secondName_isTheSameError() {
        assertEquals(Optional.of(Errno.EAGAIN), Errno.named("EWOULDBLOCK"));
        assertEquals(Optional.empty(), Errno.named("EWHAT"));
    }
}
