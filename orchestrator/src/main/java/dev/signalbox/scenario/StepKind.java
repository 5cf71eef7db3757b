package dev.signalbox.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The calls that a step can make.
 *
 * <p>The one table behind the parser, its checks, the JSON Schema and the reference page: a row here is a step there.
 */
public enum StepKind {
    READ(
            "read",
            "ssize_t read(int fd, void buf[.count], size_t count);",
            "read(2)",
            List.of(ArgumentType.END, ArgumentType.COUNT),
            Returns.BYTES_MOVED,
            "Takes up to count bytes out of the pipe; waits while it is empty and somebody could still write;"
                    + " 0 means end of file.",
            "read(p[0], 2048)"),
    WRITE(
            "write",
            "ssize_t write(int fd, const void buf[.count], size_t count);",
            "write(2)",
            List.of(ArgumentType.END, ArgumentType.DATA),
            Returns.BYTES_MOVED,
            "Puts the data into the pipe; waits while there is no room.",
            "write(p[1], \"hello\\n\") = 6"),
    CLOSE(
            "close",
            "int close(int fd);",
            "close(2)",
            List.of(ArgumentType.END),
            Returns.ZERO,
            "Gives the end back; when the last write end is closed, readers find end of file.",
            "close(p[1])"),
    LSEEK(
            "lseek",
            "off_t lseek(int fd, off_t offset, int whence);",
            "lseek(2)",
            List.of(ArgumentType.END, ArgumentType.OFFSET, ArgumentType.WHENCE),
            Returns.POSITION,
            "Asks for another place in the stream, which a pipe does not have.",
            "lseek(p[0], 0, SEEK_SET) = -1 ESPIPE"),
    FIONREAD(
            "fionread",
            "int ioctl(int fd, FIONREAD, int *argp);",
            "ioctl(2), pipe(7)",
            List.of(ArgumentType.END),
            Returns.BYTES_THERE,
            "Asks how many bytes are in the pipe; the asserted value is that number.",
            "fionread(p[0]) = 4096"),
    SLEEP(
            "sleep",
            "int nanosleep(const struct timespec *duration, struct timespec *rem);",
            "nanosleep(2)",
            List.of(ArgumentType.SECONDS),
            Returns.NOTHING,
            "Lets time go by; makes a picture clearer, never a result certain.",
            "sleep(0.2)"),
    NOTE(
            "note",
            "",
            "",
            List.of(ArgumentType.TEXT),
            Returns.NOTHING,
            "Marks a chapter of the run; nothing is called.",
            "note(\"fill the pipe\")");

    private final String call;
    private final String signature;
    private final String manual;
    private final List<ArgumentType> arguments;
    private final Returns returns;
    private final String sentence;
    private final String example;

    StepKind(
            String call,
            String signature,
            String manual,
            List<ArgumentType> arguments,
            Returns returns,
            String sentence,
            String example) {
        this.call = call;
        this.signature = signature;
        this.manual = manual;
        this.arguments = arguments;
        this.returns = returns;
        this.sentence = sentence;
        this.example = example;
    }

    /** The name of the step. */
    public String call() {
        return call;
    }

    /** The C declaration from the manual; empty where nothing is called. */
    public String signature() {
        return signature;
    }

    /** Where the manual tells more; empty where nothing is called. */
    public String manual() {
        return manual;
    }

    public List<ArgumentType> arguments() {
        return arguments;
    }

    Returns returns() {
        return returns;
    }

    public String sentence() {
        return sentence;
    }

    public String example() {
        return example;
    }

    /** How a step of this kind is written: {@code read(end, count)}. */
    public String notation() {
        return call + arguments.stream().map(ArgumentType::word).collect(Collectors.joining(", ", "(", ")"));
    }

    static List<String> calls() {
        return Arrays.stream(values()).map(StepKind::call).toList();
    }

    static Optional<StepKind> of(String call) {
        return Arrays.stream(values()).filter(k -> k.call.equals(call)).findFirst();
    }
}
