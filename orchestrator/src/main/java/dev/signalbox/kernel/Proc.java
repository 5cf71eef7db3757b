package dev.signalbox.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads /proc of live processes.
 *
 * <p>Empty means that the process, thread or descriptor is gone; an IOException that the kernel refuses (EACCES:
 * another user's process).
 */
public final class Proc {
    private static final Path ROOT = Path.of("/proc");

    private static final int S_IFMT = 0170000;
    private static final int S_IFIFO = 0010000;
    private static final String OPEN_FILES = "Max open files";

    private Proc() {}

    /** What the thread does right now; wrong about a thread that was just woken, see {@link #sleep}. */
    public static Optional<SyscallLine> syscall(long pid, long tid) throws IOException {
        return read(task(pid, tid).resolve("syscall")).map(SyscallLine::parse);
    }

    public static Optional<ThreadStat> threadStat(long pid, long tid) throws IOException {
        return read(task(pid, tid).resolve("stat")).map(ThreadStat::parse);
    }

    /** Of the process: its state is that of the main thread, which can have ended before the others. */
    public static Optional<ThreadStat> stat(long pid) throws IOException {
        return read(process(pid).resolve("stat")).map(ThreadStat::parse);
    }

    /** The variables that a process began with, {@code NAME=value}; empty also for a zombie. */
    public static List<String> environment(long pid) throws IOException {
        return read(process(pid).resolve("environ"))
                .map(all -> List.of(all.split("\0")))
                .orElse(List.of());
    }

    /** Every process there is. */
    public static List<Integer> pids() throws IOException {
        List<Integer> pids = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(ROOT, "[0-9]*")) {
            folders.forEach(
                    folder -> pids.add(Integer.valueOf(folder.getFileName().toString())));
        }
        return pids;
    }

    public static Optional<FdInfo> fdInfo(long pid, int fd) throws IOException {
        return read(process(pid).resolve("fdinfo").resolve(Integer.toString(fd)))
                .map(FdInfo::parse);
    }

    /** Every open descriptor of a process; empty also for a zombie. */
    public static SortedMap<Integer, FdLink> links(long pid) throws IOException {
        SortedMap<Integer, FdLink> links = new TreeMap<>();
        try (DirectoryStream<Path> folder =
                Files.newDirectoryStream(process(pid).resolve("fd"))) {
            for (Path entry : folder) {
                try {
                    String target = Files.readSymbolicLink(entry).toString();
                    links.put(Integer.valueOf(entry.getFileName().toString()), new FdLink(target));
                } catch (NoSuchFileException closedMeanwhile) {
                    continue;
                }
            }
        } catch (NoSuchFileException gone) {
            return new TreeMap<>();
        }
        return links;
    }

    /** Whether a descriptor is an end of a pipe or of a FIFO. */
    public static boolean isPipe(long pid, int fd) {
        try {
            Path link = process(pid).resolve("fd").resolve(Integer.toString(fd));
            return ((Integer) Files.getAttribute(link, "unix:mode") & S_IFMT) == S_IFIFO;
        } catch (IOException gone) {
            return false;
        }
    }

    /** The most descriptors that this process may have. @throws UnsupportedPlatform where /proc does not say */
    public static int descriptorsMax() {
        try {
            String[] words = read(ROOT.resolve("self").resolve("limits"))
                    .orElse("")
                    .lines()
                    .filter(line -> line.startsWith(OPEN_FILES))
                    .findFirst()
                    .orElse(OPEN_FILES + " 0")
                    .substring(OPEN_FILES.length())
                    .strip()
                    .split(" +");
            return words[0].equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(words[0]);
        } catch (IOException noProc) {
            throw new UnsupportedPlatform("signalbox needs /proc (it is not mounted here)", noProc);
        }
    }

    /**
     * Whether a thread sleeps in a call on a descriptor.
     *
     * <p>Both files must agree: the call alone is named for up to a quarter of the threads that were just woken, and
     * the state alone says S for any other sleep.
     *
     * @param call number of the system call, see {@link Arch#callNumber}
     * @param fd first argument of the call
     */
    public static Sleep sleep(long pid, long tid, int call, int fd) {
        try {
            Optional<SyscallLine> now = syscall(pid, tid);
            if (now.isEmpty()) {
                return Sleep.GONE;
            }
            boolean there = now.get().is(call, fd);
            if (!there && now.get().number() != SyscallLine.NO_CALL) {
                return Sleep.AWAKE;
            }
            Optional<ThreadStat> stat = threadStat(pid, tid);
            if (stat.isEmpty() || stat.get().ended()) {
                return Sleep.GONE;
            }
            if (!there || stat.get().state() != 'S') {
                return Sleep.AWAKE;
            }
            // Between the two it may have left the call and gone to sleep elsewhere.
            Optional<SyscallLine> still = syscall(pid, tid);
            if (still.isEmpty()) {
                return Sleep.GONE;
            }
            return still.get().equals(now.get()) ? Sleep.ASLEEP : Sleep.AWAKE;
        } catch (IOException refused) {
            return Sleep.HIDDEN;
        }
    }

    /** The kernel's id of the calling thread; the main thread of a JVM is not its process's first. */
    public static int currentThread() {
        try {
            return Integer.parseInt(Files.readSymbolicLink(ROOT.resolve("thread-self"))
                    .getFileName()
                    .toString());
        } catch (IOException noProc) {
            throw new UnsupportedPlatform("signalbox needs /proc (it is not mounted here)", noProc);
        }
    }

    private static Path process(long pid) {
        return ROOT.resolve(Long.toString(pid));
    }

    private static Path task(long pid, long tid) {
        return process(pid).resolve("task").resolve(Long.toString(tid));
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            // Names of threads are bytes, and no encoding fails on them but this one.
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (AccessDeniedException refused) {
            throw refused;
        } catch (IOException failed) {
            // Ended between open and read: ESRCH, for which Java has no class.
            if (Files.exists(file)) {
                throw failed;
            }
            return Optional.empty();
        }
    }
}
