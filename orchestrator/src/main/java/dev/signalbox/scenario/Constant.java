package dev.signalbox.scenario;

import dev.signalbox.trace.Errno;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The constants that expressions can name, under the names and with the numbers that Linux gives them.
 *
 * <p>Only such as are the same on x86_64 and on aarch64.
 */
enum Constant {
    ACCESS(
            "flags of open, pipe2 and F_SETFL",
            "open(2), fcntl(2)",
            "fd = open(requests, O_RDWR | O_NONBLOCK)",
            """
            O_RDONLY 0 O_WRONLY 1 O_RDWR 2 O_ACCMODE 3 O_CREAT 0100 O_EXCL 0200 O_TRUNC 01000 O_APPEND 02000 \
            O_NONBLOCK 04000 O_CLOEXEC 02000000"""),
    SEEK("whence of lseek", "lseek(2)", "lseek(p[0], 0, SEEK_CUR) = -1 ESPIPE", "SEEK_SET 0 SEEK_CUR 1 SEEK_END 2"),
    FCNTL(
            "commands and flags of fcntl",
            "fcntl(2)",
            "size = fcntl(p[0], F_GETPIPE_SZ)",
            """
            F_DUPFD 0 F_GETFD 1 F_SETFD 2 F_GETFL 3 F_SETFL 4 F_DUPFD_CLOEXEC 1030 F_SETPIPE_SZ 1031 \
            F_GETPIPE_SZ 1032 FD_CLOEXEC 1"""),
    POLL(
            "events of poll",
            "poll(2)",
            "assert((poll(p[1], POLLOUT, 0) & POLLOUT) != 0)",
            "POLLIN 1 POLLPRI 2 POLLOUT 4 POLLERR 8 POLLHUP 16 POLLNVAL 32"),
    SIGNAL(
            "signals",
            "signal(7)",
            "kill(pid, SIGTERM)",
            """
            SIGHUP 1 SIGINT 2 SIGQUIT 3 SIGILL 4 SIGTRAP 5 SIGABRT 6 SIGBUS 7 SIGFPE 8 SIGKILL 9 SIGUSR1 10 \
            SIGSEGV 11 SIGUSR2 12 SIGPIPE 13 SIGALRM 14 SIGTERM 15 SIGCHLD 17 SIGCONT 18 SIGSTOP 19 SIGTSTP 20 \
            SIGTTIN 21 SIGTTOU 22"""),
    WAIT("options of waitpid", "waitpid(2)", "waitpid(pid, status, WNOHANG)", "WNOHANG 1 WUNTRACED 2 WCONTINUED 8"),
    BUFFERING(
            "modes of setvbuf, and what stdio returns",
            "setbuf(3), stdio(3)",
            "setvbuf(f, NULL, _IOFBF, BUFSIZ)",
            """
            _IOFBF 0 _IOLBF 1 _IONBF 2 EOF -1 BUFSIZ 8192 NULL 0"""),
    LIMIT(
            "limits and standard descriptors",
            "pipe(7), stdin(3)",
            "write(p[1], bytes(PIPE_BUF)) = PIPE_BUF",
            """
            PIPE_BUF 4096 STDIN_FILENO 0 STDOUT_FILENO 1 STDERR_FILENO 2"""),
    TRUTH("truth values", "", "done = false", "true 1 false 0") {
        @Override
        Object value(String number) {
            return number.equals("1");
        }
    },
    ERROR("errors", "errno(3)", "assert(errno != EAGAIN)", "") {
        @Override
        Map<String, Object> entries() {
            Map<String, Object> errors = new LinkedHashMap<>();
            for (Errno error : Errno.values()) {
                errors.put(error.name(), (long) error.number());
            }
            return errors;
        }
    };

    private static final Map<String, Object> ALL = new LinkedHashMap<>();

    static {
        for (Constant group : values()) {
            ALL.putAll(group.entries());
        }
    }

    private final String sentence;
    private final String manual;
    private final String example;
    private final String table;

    Constant(String sentence, String manual, String example, String table) {
        this.sentence = sentence;
        this.manual = manual;
        this.example = example;
        this.table = table;
    }

    /** What they are for. */
    String sentence() {
        return sentence;
    }

    String manual() {
        return manual;
    }

    /** A step that has one of them. */
    String example() {
        return example;
    }

    /** Names and values of this group. */
    Map<String, Object> entries() {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> words = Arrays.asList(table.split("\\s+"));
        for (int i = 0; i < words.size(); i += 2) {
            values.put(words.get(i), value(words.get(i + 1)));
        }
        return values;
    }

    Object value(String number) {
        // Octal as in the headers, where it begins with 0.
        return Long.decode(number);
    }

    /** All of them, by name. */
    static Map<String, Object> all() {
        return ALL;
    }
}
