package dev.signalbox.witness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page beside the scenarios of read() and write(): the table, drawn from its cells. */
final class ReadWritePage {
    private static final List<String> MODES = List.of("blocking", "O_NONBLOCK");
    private static final List<String> READS = List.of("read 100", "read 100000");
    private static final List<String> WRITES = List.of("write 100", "write 4096", "write 100000");

    private static final String TOP =
            """
            # What read() and write() do on a pipe

            <!-- The tables are drawn by ReadWriteTableIT from what it observes; it fails when they are stale. -->

            The pipe here can hold 65536 bytes. *Empty* is 0 bytes, *partly full* is 63000, *full* is 65536. 4096 is PIPE_BUF, the size up to which a write is never torn. A number is what the call returns. An errno means that it returns -1 and sets this errno. *waits* means that it does not return before somebody else does something.

            Each cell is a chapter of a scenario in this folder. The same cells were observed with a program in C; both have to agree.
            """;
    private static final String READ_RULES =
            """

            - Bytes that are there are given at once, even if there are fewer than asked for.
            - 0 is end of file: nothing is there, and nobody could write. Bytes that are still there come before it.
            - O_NONBLOCK changes one thing only: EAGAIN instead of waiting.
            """;
    private static final String WRITE_RULES =
            """

            - Without readers, every write fails with EPIPE. It also sends SIGPIPE, which ends a program that does nothing against it; a Java virtual machine does.
            - A blocking write returns when all of it is in. If it has to wait, a write of up to 4096 bytes has put in nothing by then, a larger one as much as there was room for.
            - With O_NONBLOCK, a write of up to 4096 bytes is all or nothing. Of a larger one goes in what there is room for, and the result tells how much that was.
            - 1696 of 100000 bytes go into the partly full pipe, though it has room for 2536. A pipe is a row of pages of 4096 bytes. Linux adds to the last page what does not fill a page, 100000 % 4096 = 1696, and puts the rest into fresh pages, of which there are none.
            """;

    private ReadWritePage() {}

    static String text(Cells cells) {
        return TOP
                + "\n## read()\n\n"
                + table(cells, READS, "writers")
                + READ_RULES
                + "\n## write()\n\n"
                + table(cells, WRITES, "readers")
                + WRITE_RULES;
    }

    private static String table(Cells cells, List<String> calls, String others) {
        List<String> head = new ArrayList<>(List.of("in the pipe", others));
        MODES.forEach(mode -> calls.forEach(call -> head.add(call + ", " + mode)));
        StringBuilder table = new StringBuilder(row(head));
        table.append("|").append("---|".repeat(head.size())).append("\n");
        for (String level : List.of("empty", "partly full", "full")) {
            for (String other : List.of("present", "gone")) {
                List<String> row = new ArrayList<>(List.of(level, other));
                String state = ", " + level + ", " + others + " " + other;
                MODES.forEach(mode -> calls.forEach(call -> row.add(shown(cells, call + ", " + mode + state))));
                table.append(row(row));
            }
        }
        return table.toString();
    }

    private static String shown(Cells cells, String cell) {
        Map<String, String> byName = cells.byName();
        String outcome = byName.getOrDefault(cell, "?");
        return outcome.equals(Cells.WAITS) ? "*waits*" : outcome;
    }

    private static String row(List<String> values) {
        return "| " + String.join(" | ", values) + " |\n";
    }
}
