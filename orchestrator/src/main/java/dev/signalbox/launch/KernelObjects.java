package dev.signalbox.launch;

import dev.signalbox.kernel.Inode;
import dev.signalbox.kernel.PipeEnds;
import dev.signalbox.kernel.Posix;
import dev.signalbox.kernel.Returned;
import dev.signalbox.scenario.End;
import dev.signalbox.scenario.ObjectDeclaration;
import dev.signalbox.scenario.ObjectKind;
import dev.signalbox.trace.Errno;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The declared objects of one run; this process holds both ends of each pipe until all who need them have theirs. */
final class KernelObjects {
    private static final int PRIVATE = 0600;

    private final String file;
    private final Path folder;
    private final Map<String, PipeEnds> pipes = new LinkedHashMap<>();
    private final List<Launch.Made> made = new ArrayList<>();

    /** @param folder where FIFOs get their names */
    KernelObjects(String file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    void make(ObjectDeclaration object) throws LaunchException, IOException {
        made.add(object.kind() == ObjectKind.FIFO ? makeFifo(object) : makePipe(object));
    }

    private Launch.Made makePipe(ObjectDeclaration object) throws LaunchException, IOException {
        PipeEnds.Made pipe = PipeEnds.create();
        if (pipe.ends() == null) {
            throw failed(object, "pipe2 failed with " + Errno.name(pipe.errno()));
        }
        PipeEnds ends = pipe.ends();
        pipes.put(object.name(), ends);
        if (object.capacity() > 0) {
            Returned resized = ends.resize(object.capacity());
            if (resized.value() != object.capacity()) {
                throw failed(
                        object,
                        "F_SETPIPE_SZ " + object.capacity() + " returned " + resized
                                + " (next: a smaller capacity, see /proc/sys/fs/pipe-max-size)");
            }
        }
        Inode identity = Inode.of(ProcessHandle.current().pid(), ends.readFd());
        return new Launch.Made(object, identity, (int) ends.capacity().value());
    }

    private Launch.Made makeFifo(ObjectDeclaration object) throws LaunchException, IOException {
        Path path = folder.resolve(object.name());
        Returned done = Posix.mkfifo(path.toString(), PRIVATE);
        // For reading and writing it opens at once. Its pipe begins anew when somebody opens it after this.
        Returned fd = done.failed() ? done : Posix.open(path.toString(), Posix.O_RDWR | Posix.O_CLOEXEC);
        if (fd.failed()) {
            throw failed(object, (done.failed() ? "mkfifo" : "open") + " failed with " + Errno.name(fd.errno()));
        }
        int both = (int) fd.value();
        long capacity = new PipeEnds(both, both).capacity().value();
        Posix.close(both);
        return new Launch.Made(object, Inode.of(path), (int) capacity);
    }

    private LaunchException failed(ObjectDeclaration object, String why) {
        return new LaunchException(
                file + ":" + object.line() + ":" + object.column() + ": " + object.name() + ": " + why);
    }

    /**
     * Another descriptor of an end, close-on-exec.
     *
     * <p>Not a duplicate: O_NONBLOCK, which one worker sets, is the other workers' too where they share what was opened.
     */
    int open(End end) throws LaunchException {
        PipeEnds pipe = pipes.get(end.object());
        int fd = end.reads() ? pipe.readFd() : pipe.writeFd();
        int mode = end.reads() ? Posix.O_RDONLY : Posix.O_WRONLY;
        Returned opened = Posix.open("/proc/self/fd/" + fd, mode | Posix.O_CLOEXEC);
        if (opened.failed()) {
            throw new LaunchException(end + ": open failed with " + Errno.name(opened.errno())
                    + " (expected: a descriptor; next: raise ulimit -n)");
        }
        return (int) opened.value();
    }

    int indexOf(String object) {
        for (int i = 0; i < made.size(); i++) {
            if (made.get(i).declaration().name().equals(object)) {
                return i;
            }
        }
        throw new IllegalArgumentException("object: " + object + " (expected: one that is declared)");
    }

    List<Launch.Made> made() {
        return List.copyOf(made);
    }

    /** From now on those hold the ends that the scenario names, and nobody else. */
    void letGo() {
        for (PipeEnds pipe : pipes.values()) {
            pipe.closeRead();
            pipe.closeWrite();
        }
        pipes.clear();
    }
}
