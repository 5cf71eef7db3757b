package dev.signalbox.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signalbox.trace.Errno;
import dev.signalbox.trace.Op;
import org.junit.jupiter.api.Test;

class ArchTest {
    @Test
    void everyOpThatCanBlock_hasItsCallNumber() {
        for (Arch arch : Arch.values()) {
            for (Op op : Op.values()) {
                if (op.blocks()) {
                    arch.callNumber(op);
                }
            }
        }
        assertEquals(0, Arch.X86_64.callNumber(Op.READ));
        assertEquals(64, Arch.AARCH64.callNumber(Op.WRITE));
        assertThrows(IllegalArgumentException.class, () -> Arch.X86_64.callNumber(Op.NOTE));
    }

    @Test
    void anotherSystemOrProcessor_isRefusedInOneSentence() {
        assertEquals(
                "signalbox runs on Linux only (this is Mac OS X)",
                assertThrows(UnsupportedPlatform.class, () -> Arch.of("Mac OS X", "aarch64"))
                        .getMessage());
        assertEquals(
                "signalbox knows the processors x86_64 and aarch64 (this is riscv64)",
                assertThrows(UnsupportedPlatform.class, () -> Arch.of("Linux", "riscv64"))
                        .getMessage());
        assertEquals(Arch.AARCH64, Arch.of("Linux", "aarch64"));
    }

    @Test
    void signalsAndErrors_haveTheirNames() {
        assertEquals("SIGKILL", Signals.name(9));
        assertEquals("SIGSYS", Signals.name(31));
        assertEquals("SIGRTMIN+1", Signals.name(35));
        assertEquals("EPIPE", Errno.name(Errno.EPIPE.number()));
        assertEquals("ESPIPE", Errno.name(Errno.ESPIPE.number()));
        assertEquals("ELOOP", Errno.name(40));
    }
}
