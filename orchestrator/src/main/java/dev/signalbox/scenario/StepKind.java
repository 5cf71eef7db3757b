package dev.signalbox.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The calls that a step can make.
 *
 * <p>The one table behind the parser, its checks, the JSON Schema and the reference page: a row here is a step there.
 * The examples stand in {@link Reference#around}.
 */
public enum StepKind {
    PIPE(
            "",
            "int pipe(int pipefd[2]);",
            "pipe(2)",
            Returns.PAIR,
            "Makes a pipe; the worker holds both ends.",
            "q = pipe()"),
    PIPE2(
            "flags",
            "int pipe2(int pipefd[2], int flags);",
            "pipe(2)",
            Returns.PAIR,
            "Makes a pipe with flags, such as O_NONBLOCK for both ends.",
            "q = pipe2(O_NONBLOCK)"),
    MKFIFO(
            "path, mode",
            "int mkfifo(const char *pathname, mode_t mode);",
            "mkfifo(3)",
            Returns.ZERO,
            "Makes a FIFO, a pipe with a name; paths begin in the folder of the run.",
            "mkfifo(\"answers\", 0600)"),
    OPEN(
            "path, flags | path, flags, mode",
            "int open(const char *pathname, int flags, ...);",
            "open(2), fifo(7)",
            Returns.DESCRIPTOR,
            "Opens a FIFO or a file; with a FIFO it waits for the other side.",
            "fd = open(requests, O_RDWR)"),
    CLOSE(
            "fd",
            "int close(int fd);",
            "close(2)",
            Returns.ZERO,
            "Gives the end back; when the last write end is closed, readers find end of file.",
            "close(p[1])"),
    DUP(
            "fd",
            "int dup(int oldfd);",
            "dup(2)",
            Returns.DESCRIPTOR,
            "Makes one more descriptor of the same end, with the lowest number that is free.",
            "fd = dup(p[1])"),
    DUP2(
            "oldfd:fd, newfd:fd",
            "int dup2(int oldfd, int newfd);",
            "dup(2)",
            Returns.DESCRIPTOR,
            "Makes the second number another descriptor of the first, and closes what it was before.",
            "dup2(p[1], 400) = 400"),
    READ(
            "fd, count | fd, buf, count",
            "ssize_t read(int fd, void buf[.count], size_t count);",
            "read(2)",
            Returns.BYTES_MOVED,
            "Takes up to count bytes out of the pipe; waits while it is empty and somebody could still write;"
                    + " 0 means end of file.",
            "n = read(p[0], line, 2048)"),
    WRITE(
            "fd, data",
            "ssize_t write(int fd, const void buf[.count], size_t count);",
            "write(2)",
            Returns.BYTES_MOVED,
            "Puts the data into the pipe; waits while there is no room.",
            "write(p[1], \"hello\\n\") = 6"),
    READV(
            "fd, (buf, count)+",
            "ssize_t readv(int fd, const struct iovec *iov, int iovcnt);",
            "readv(2)",
            Returns.BYTES_MOVED,
            "Reads into several variables, one after the other, in one call.",
            "readv(p[0], head, 4, body, 100)"),
    WRITEV(
            "fd, (data)+",
            "ssize_t writev(int fd, const struct iovec *iov, int iovcnt);",
            "writev(2)",
            Returns.BYTES_MOVED,
            "Writes several pieces of data in one call.",
            "writev(p[1], \"head\", \"body\") = 8"),
    LSEEK(
            "fd, offset, whence",
            "off_t lseek(int fd, off_t offset, int whence);",
            "lseek(2)",
            Returns.POSITION,
            "Asks for another place in the stream, which a pipe does not have.",
            "lseek(p[0], 0, SEEK_SET) = -1 ESPIPE"),
    FIONREAD(
            "fd",
            "int ioctl(int fd, FIONREAD, int *argp);",
            "ioctl(2), pipe(7)",
            Returns.BYTES_THERE,
            "Asks how many bytes are in the pipe; the asserted value is that number.",
            "n = fionread(p[0])"),
    FCNTL(
            "fd, cmd | fd, cmd, arg",
            "int fcntl(int fd, int cmd, ...);",
            "fcntl(2)",
            Returns.ANSWER,
            "Asks or changes what a descriptor is like: its flags, the capacity of its pipe.",
            "fcntl(p[0], F_SETFL, O_NONBLOCK)"),
    POLL(
            "(fd, events)+, timeout",
            "int poll(struct pollfd *fds, nfds_t nfds, int timeout);",
            "poll(2)",
            Returns.EVENTS,
            "Waits until a descriptor has one of its events; revents0, revents1 … are what each has.",
            "poll(p[0], POLLIN, p[1], POLLOUT, 100) = 2"),
    UNLINK(
            "path",
            "int unlink(const char *pathname);",
            "unlink(2)",
            Returns.ZERO,
            "Takes the name away; who has the FIFO open keeps it.",
            "unlink(requests)"),
    POPEN(
            "command, type:access",
            "FILE *popen(const char *command, const char *type);",
            "popen(3)",
            Returns.FILE,
            "Starts a shell command with a pipe to its input (\"w\") or from its output (\"r\").",
            "f = popen(\"cat > /dev/null\", \"w\")"),
    PCLOSE(
            "f:file",
            "int pclose(FILE *stream);",
            "popen(3)",
            Returns.STATUS,
            "Closes the pipe and waits for the command to end.",
            "status = pclose(f)"),
    FDOPEN(
            "fd, mode:access",
            "FILE *fdopen(int fd, const char *mode);",
            "fopen(3)",
            Returns.FILE,
            "Puts a buffer of stdio before a descriptor.",
            "f = fdopen(p[1], \"w\")"),
    FPUTS(
            "text:data, f:file",
            "int fputs(const char *restrict s, FILE *restrict stream);",
            "puts(3)",
            Returns.NOT_NEGATIVE,
            "Puts a text into the buffer; the buffering says when it goes on into the pipe.",
            "fputs(\"hello\\n\", f)"),
    FGETS(
            "buf, size:count, f:file",
            "char *fgets(char s[restrict .size], int size, FILE *restrict stream);",
            "gets(3)",
            Returns.LENGTH,
            "Gets a line, or the first size - 1 bytes of it.",
            "n = fgets(line, 100, g)"),
    FFLUSH(
            "f:file",
            "int fflush(FILE *stream);",
            "fflush(3)",
            Returns.ZERO,
            "Writes what is in the buffer.",
            "fflush(f)"),
    SETVBUF(
            "f:file, buf:nothing, mode:buffering, size:count",
            "int setvbuf(FILE *restrict stream, char buf[restrict .size], int mode, size_t size);",
            "setbuf(3)",
            Returns.ZERO,
            "Says when the buffer is written: full (_IOFBF), at the end of a line (_IOLBF), at once (_IONBF).",
            "setvbuf(f, NULL, _IOLBF, BUFSIZ)"),
    FCLOSE(
            "f:file",
            "int fclose(FILE *stream);",
            "fclose(3)",
            Returns.ZERO,
            "Writes what is in the buffer and closes the descriptor.",
            "fclose(f)"),
    SPAWN(
            "worker",
            "int posix_spawn(pid_t *restrict pid, const char *restrict path, ...);",
            "posix_spawn(3)",
            Returns.PID,
            "Starts a declared worker as a child: it has a copy of the variables, and the descriptors.",
            "pid = spawn(child)"),
    WAITPID(
            "pid, status, options",
            "pid_t waitpid(pid_t pid, int *wstatus, int options);",
            "waitpid(2)",
            Returns.PID,
            "Waits until a child has ended, and says how.",
            "waitpid(pid, status, 0)"),
    KILL(
            "pid, signal",
            "int kill(pid_t pid, int sig);",
            "kill(2)",
            Returns.ZERO,
            "Sends a signal; 0 only asks whether there is such a process.",
            "kill(pid, SIGTERM)"),
    PID(
            "worker",
            "",
            "",
            Returns.PID,
            "Asks which pid a worker has that was started at the beginning; nothing is called.",
            "kill(pid(w), 0) = 0"),
    GETPID("", "pid_t getpid(void);", "getpid(2)", Returns.PID, "Asks which pid this worker has.", "me = getpid()"),
    GETPPID(
            "",
            "pid_t getppid(void);",
            "getpid(2)",
            Returns.PID,
            "Asks which pid the parent of this worker has.",
            "parent = getppid()"),
    EXIT(
            "code",
            "void _exit(int status);",
            "_exit(2)",
            Returns.NOTHING,
            "Ends the worker at once, with all its threads; what a stream still keeps in its buffer is lost.",
            "exit(3)"),
    SLEEP(
            "seconds",
            "int nanosleep(const struct timespec *duration, struct timespec *rem);",
            "nanosleep(2)",
            Returns.NOTHING,
            "Lets time go by; makes a picture clearer, never a result certain.",
            "sleep(0.2)"),
    NOTE("note", "", "", Returns.NOTHING, "Marks a chapter of the run; nothing is called.", "note(\"fill the pipe\")"),
    PRINT(
            "(value)+",
            "",
            "",
            Returns.NOTHING,
            "Writes values to the worker's standard output, which the folder of the run keeps.",
            "print(\"total \", total, \"\\n\")"),
    ASSERT(
            "condition",
            "",
            "",
            Returns.NOTHING,
            "Ends the worker with exit code 1 where the condition is not true; the message has both sides.",
            "assert(total == 300)");

    private final List<Form> forms;
    private final String signature;
    private final String manual;
    private final Returns returns;
    private final String sentence;
    private final String example;

    StepKind(String forms, String signature, String manual, Returns returns, String sentence, String example) {
        this.forms = Arrays.stream(forms.split("\\|"))
                .map(String::strip)
                .map(Form::of)
                .toList();
        this.signature = signature;
        this.manual = manual;
        this.returns = returns;
        this.sentence = sentence;
        this.example = example;
    }

    /** The name of the step. */
    public String call() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The C declaration from the manual; empty where nothing is called. */
    public String signature() {
        return signature;
    }

    /** Where the manual tells more; empty where nothing is called. */
    public String manual() {
        return manual;
    }

    /** The ways to write it. */
    public List<Form> forms() {
        return forms;
    }

    /** The parameters of a call with so many arguments; empty where there cannot be so many. */
    public Optional<List<Form.Parameter>> parameters(int count) {
        return forms.stream().map(f -> f.of(count)).flatMap(Optional::stream).findFirst();
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

    /** How a step of this kind is written: {@code read(fd, count) or read(fd, buf, count)}. */
    public String notation() {
        return forms.stream().map(f -> call() + "(" + f + ")").collect(Collectors.joining(" or "));
    }

    static List<String> calls() {
        return Arrays.stream(values()).map(StepKind::call).toList();
    }

    static Optional<StepKind> of(String call) {
        return Arrays.stream(values()).filter(k -> k.call().equals(call)).findFirst();
    }
}
