package dev.signalbox.scenario;

/** The reference page of the scenario language, written from the tables of the parser. */
public final class Reference {

    private final StringBuilder page = new StringBuilder();

    private Reference() {}

    /** The page as Markdown. */
    public static String text() {
        Reference reference = new Reference();
        reference.introduction();
        reference.ends();
        reference.children();
        reference.objects();
        reference.steps();
        reference.arguments();
        reference.expressions();
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

                `n = read(p[0], line, 100)` puts the result into the variable `n`, and the bytes into `line`.

                ```yaml
                %s```

                A step that has `: ` or ` #` inside is put in single quotes as a whole, since YAML would take it \
                for a map or a comment; between `[ ]` also one that has a comma or a bracket `[`.

                """
                        .formatted(EXAMPLE, LONGER_EXAMPLE));
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

    /** The second example of the page: what the first one does not show. A test parses it, too. */
    static final String LONGER_EXAMPLE =
            """
            scenario: Three children, a filter and a FIFO
            parameters: { n: 3, word: "tick" }
            objects:
              p: { pipe: { capacity: 4096 * 2 } }
              requests: { fifo: {} }
            workers:
              parent:
                steps:
                  - started = 0
                  - while: started < n
                    do:
                      - spawn(child[started])
                      - started = started + 1
                  - close(p[1])
                  - text = ""
                  - while: read(p[0], line, 100) > 0
                    do: [ text = text + line ]
                  - repeat: n
                    do:
                      - waitpid(-1, status, 0)
                      - assert(WIFEXITED(status))
                  - fd = open(requests, O_WRONLY)
                  - write(fd, text)
              child:
                count: n
                steps:
                  - if: i == 0
                    then: [ print("I am the first\\n") ]
                    else: [ sleep(0.1) ]
                  - write(p[1], word + text(i) + "\\n")
                  - exit(i)
              count:
                exec: [sh, -c, 'wc -l < "${requests}"']
              timer:
                threads:
                  one: [ sleep(0.1) ]
                  two: [ sleep(0.2) ]
            expect:
              outcome: completed
              parent: { exit: 0, started: 3 }
              "child[1]": { exit: 1 }
              count: { prints: "/^3/" }
            explore:
              must: [ completed, "parent.started == 3" ]
              never: [ deadlock ]
            """;

    /** What a parent and its child have to close, each; a test parses it. */
    static final String CHILD_EXAMPLE =
            """
            scenario: A child and its parent
            objects:
              p: { pipe: {} }
            workers:
              parent:
                steps:
                  - pid = spawn(child)
                  - close(p[1])
                  - n = read(p[0], line, 100)
                  - 'print("got: ", n, "\\n")'
                  - read(p[0], 1) = 0
                  - waitpid(pid, status, 0)
                  - assert(WEXITSTATUS(status) == 3)
              child:
                steps:
                  - close(p[0])
                  - write(p[1], text(6 * 7)) = 2
                  - exit(3)
            expect:
              child: { exit: 3 }
            """;

    /** The text of a scenario whose worker {@code w} takes the step of an example, with all that it needs. */
    public static String around(String example) {
        return AROUND.formatted(example.replace("'", "''"));
    }

    private static final String AROUND =
            """
            objects:
              p: { pipe: { capacity: 65536 } }
              requests: { fifo: {} }
            workers:
              w:
                steps:
                  - total = 300
                  - pid = spawn(sibling)
                  - write(p[1], "head and body\\n")
                  - f = fdopen(p[1], "w")
                  - g = fdopen(p[0], "r")
                  - setvbuf(f, NULL, _IONBF, 0)
                  - '%s'
              child:
                steps: [ exit(0) ]
              sibling:
                steps: [ exit(0) ]
            """;

    private void ends() {
        page.append(
                """
                ## How a run ends

                | outcome | when |
                |---|---|
                | `completed` | all workers have ended, each with the exit code that it should have |
                | `deadlock` | nobody can ever go on: all that are left wait for each other, or for what nobody will do |
                | `failed` | all workers have ended, and one with another exit code, or by a signal |
                | `timeout` | the time of `--timeout` was up before that |

                A worker should end with exit code 0, a child as well as others: any other code fails the run, unless \
                `expect:` names it, as in `child: { exit: 3 }`, or a signal, as in `child: { killed: SIGPIPE }`. A step \
                that does not go as written ends its worker with exit code 1.

                What a worker prints is in the folder of the run, as `runs/RUN/WORKER.out`; what it says on standard \
                error is in `WORKER.err`, the variables at its end in `WORKER.values`. `print` takes values of any type, \
                one after the other. `write` takes a text, and `+` two numbers or two texts: beside a text, a number is `text(n)`.

                `explore:` is checked, but not played yet: a run is one schedule.

                """);
    }

    private void children() {
        page.append(
                """
                ## Children

                A worker that another one spawns begins when it is spawned. Without `holds:` it inherits what its parent \
                has open then, both ends of a pipe if these are. As after fork(2), each closes what it does not use: \
                where the parent kept `p[1]`, its last read would wait for ever.

                ```yaml
                %s```

                """
                        .formatted(CHILD_EXAMPLE));
    }

    private void objects() {
        page.append("## Objects\n\n| kind | example |\n|---|---|\n");
        for (ObjectKind kind : ObjectKind.values()) {
            row("`" + kind.word() + "`", "`" + kind.example() + "`");
        }
        page.append('\n');
    }

    private void expressions() {
        page.append(
                """
                ## Expressions

                A value is a whole number of 64 bits, a decimal (for `sleep`), a text, `true` or `false`, or the two \
                descriptors that `pipe()` returned. A text is bytes: `"é"` has two. A number that begins with 0 is \
                octal, as in C.

                Operators, as in C: `+ - * / %` on numbers (`+` also joins texts), `< <= > >= == !=` on two numbers or \
                two texts, `&& || !` on truth values, `& |` on whole numbers. Nothing is converted: where types do not \
                fit, the message says both, and a result that does not fit 64 bits is an error.

                A call may stand in an expression; it is made before the expression is computed, so it cannot stand \
                behind `&&` or `||`, or inside `if( )`. There it must not fail. As a step of its own with `or errno` \
                behind it, it may: then the variable `errno` is the number of the error.

                Variables belong to their thread; a child begins with a copy of its parent's. `i` is the index of a \
                worker that is one of several.

                | function | value | example, which is true |
                |---|---|---|
                """);
        for (Function function : Function.values()) {
            row("`" + function.notation() + "`", function.sentence(), "`" + function.example() + "`");
        }
        page.append("\n| constants | manual | example |\n|---|---|---|\n");
        for (Constant group : Constant.values()) {
            String names = String.join(", ", group.entries().keySet());
            row(group.sentence() + ": " + names, group.manual(), "`" + group.example() + "`");
        }
        page.append('\n');
    }

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
        row("workers, all of a count", "" + Limits.WORKERS_MAX);
        row("steps of a worker, those inside a repeat counted once", "" + Limits.STEPS_MAX);
        row("threads of a worker", "" + Limits.THREADS_MAX);
        row("times of a repeat that is a number", "" + Limits.REPEAT_MAX);
        row("repeat, while and if inside each other", "" + Limits.REPEAT_DEPTH_MAX);
        row("length of a name", "" + Limits.NAME_LENGTH_MAX);
        row("length of a string in a step", Limits.STRING_BYTES_MAX + " bytes");
        row("length of a note", Limits.NOTE_LENGTH_MAX + " bytes");
        row("bytes that one call moves", "" + Limits.CALL_BYTES_MAX);
        row("seconds of a sleep", "" + Limits.SLEEP_SECONDS_MAX);
    }

    private void row(String... cells) {
        page.append('|');
        for (String cell : cells) {
            page.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        page.append('\n');
    }
}
