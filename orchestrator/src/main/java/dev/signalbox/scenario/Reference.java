package dev.signalbox.scenario;

/** The reference page of the scenario language, written from the tables that the parser reads by. */
final class Reference {

    private final StringBuilder page = new StringBuilder();

    private Reference() {}

    /** The page as Markdown. */
    static String text() {
        Reference reference = new Reference();
        reference.introduction();
        reference.steps();
        reference.arguments();
        reference.keys();
        reference.limits();
        return reference.page.toString();
    }

    private void introduction() {
        page.append(
                """
                # The scenario language

                <!-- Generated from the tables of dev.signalbox.scenario; a test fails when it is stale. -->

                A scenario is a YAML file. YAML gives the structure; a step is one line, written as the manual \
                page and strace write a call. `schema.json` beside this page is the same for editors.

                ```yaml
                %s```

                ## What may stand behind a call

                | written | the call has to |
                |---|---|
                | `read(p[0], 100)` | succeed; when it fails, the worker ends with the error |
                | `read(p[0], 100) = 10` | return just that |
                | `write(p[0], "x") = -1 EBADF` | fail with just that error |
                | `read(p[0], 100) or errno` | do as it likes |

                A step that has `: ` or ` #` inside is put in single quotes as a whole, since YAML would take it \
                for a map or a comment.

                """
                        .formatted(EXAMPLE));
    }

    /** The example of the page; a test parses it. */
    static final String EXAMPLE =
            """
            scenario: The writer closes
            objects:
              p: { pipe: { capacity: 4096 } }
            workers:
              writer:
                steps:
                  - repeat: 2
                    do:
                      - write(p[1], bytes(2048)) = 2048
                  - close(p[1])
              reader:
                holds: p[0]
                steps:
                  - repeat: 4
                    do:
                      - read(p[0], 1024) = 1024
                  - note("end of file")
                  - read(p[0], 1) = 0
            expect:
              outcome: completed
              reader: { exit: 0 }
            """;

    /** What is around an example of a step; a test puts each where %s stands. */
    static final String AROUND_EXAMPLES =
            """
            objects:
              p: { pipe: {} }
              requests: { fifo: {} }
            workers:
              w:
                steps:
                  - total = 300
                  - line = ""
                  - pid = getpid()
                  - f = fdopen(p[1], "w")
                  - g = fdopen(p[0], "r")
                  - %s
              child:
                steps: [ exit(0) ]
            """;

    private void steps() {
        page.append("## Steps\n\n");
        for (StepKind kind : StepKind.values()) {
            page.append("### `").append(kind.notation()).append("`\n\n");
            page.append(kind.sentence())
                    .append(" Returns ")
                    .append(kind.returns().words());
            page.append(".\n\n");
            page.append("- example: `").append(kind.example()).append("`\n");
            if (!kind.manual().isEmpty()) {
                page.append("- manual: ").append(kind.manual()).append(", `");
                page.append(kind.signature()).append("`\n");
            }
            page.append('\n');
        }
    }

    private void arguments() {
        page.append("## Arguments\n\n| word | what may stand there |\n|---|---|\n");
        for (ArgumentType type : ArgumentType.values()) {
            row("`" + type.word() + "`", type.expected());
        }
        page.append(
                """

                A string has the escapes `\\n`, `\\t`, `\\0`, `\\\\`, `\\"` and `\\xNN`, and goes out as UTF-8. \
                `bytes(count)` is so many bytes of the alphabet, again and again.

                """);
    }

    private void keys() {
        page.append("## Keys\n\n");
        for (MapKind kind : MapKind.values()) {
            page.append("### ").append(kind.words()).append(": ").append(kind.sentence());
            page.append("\n\n| key | needed | value | meaning |\n|---|---|---|---|\n");
            for (Key key : kind.keys()) {
                String needed = key.required() ? "yes" : "";
                row("`" + key.word() + "`", needed, key.shape().words(), key.sentence());
            }
            page.append('\n');
        }
    }

    private void limits() {
        page.append("## Limits\n\n| what | at most |\n|---|---|\n");
        row("size of a file", Limits.FILE_BYTES_MAX + " bytes");
        row("objects", "" + Limits.OBJECTS_MAX);
        row("workers", "" + Limits.WORKERS_MAX);
        row("steps of a worker, those inside a repeat counted once", "" + Limits.STEPS_MAX);
        row("times of a repeat", "" + Limits.REPEAT_MAX);
        row("repeats inside each other", "" + Limits.REPEAT_DEPTH_MAX);
        row("length of a name", "" + Limits.NAME_LENGTH_MAX);
        row("length of a string in a step", Limits.STRING_BYTES_MAX + " bytes");
        row("length of a note", Limits.NOTE_LENGTH_MAX + " bytes");
        row("bytes that one call moves", "" + Limits.CALL_BYTES_MAX);
        row("seconds of a sleep", "" + Limits.SLEEP_SECONDS_MAX);
    }

    private void row(String... cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
