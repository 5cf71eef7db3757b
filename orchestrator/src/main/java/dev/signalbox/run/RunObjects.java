package dev.signalbox.run;

import dev.signalbox.analyze.Watched;
import dev.signalbox.collect.Finder;
import dev.signalbox.kernel.Inode;
import dev.signalbox.kernel.PipeEnds;
import dev.signalbox.launch.Launch;
import dev.signalbox.primitive.Pipe;
import dev.signalbox.primitive.Primitive;
import dev.signalbox.scenario.ObjectKind;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.trace.Effect;
import dev.signalbox.trace.Event;
import dev.signalbox.trace.Op;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The objects of a run: those that the scenario declares, and those that appear while it goes on. */
final class RunObjects implements Finder {
    private static final Pattern ASSIGNED = Pattern.compile("^[\\s\\-]*([A-Za-z_]\\w*)\\s*=\\s*(pipe2?|popen)\\s*\\(");

    private final List<Known> all = new ArrayList<>();
    private final List<String> lines;
    private final Path work;
    private final Consumer<Watched> listener;
    private final long pipeDevice;
    private final boolean areFifosForeign;

    /**
     * One object.
     *
     * @param path of a FIFO, null for a pipe
     * @param line of the scenario where it is declared or made, 0 where nobody knows
     */
    record Known(String name, Primitive primitive, int capacity, String path, int line, Watched watched) {}

    /**
     * @param work where the workers' FIFOs are
     * @param listener is told of each that appears
     */
    RunObjects(Scenario scenario, List<Launch.Made> declared, Path work, Consumer<Watched> listener) {
        this.lines = scenario.source().lines().toList();
        this.work = work;
        this.listener = listener;
        this.areFifosForeign = Sources.areFifosForeign(scenario);
        for (Launch.Made made : declared) {
            boolean isFifo = made.declaration().kind() == ObjectKind.FIFO;
            Primitive primitive = isFifo ? Primitive.FIFO : Primitive.PIPE;
            String name = made.declaration().name();
            Watched watched = new Watched(primitive, made.capacity(), true, isFifo && areFifosForeign);
            all.add(new Known(
                    name,
                    primitive,
                    made.capacity(),
                    isFifo ? name : null,
                    made.declaration().line(),
                    watched));
        }
        this.pipeDevice = pipeDevice();
    }

    private static long pipeDevice() {
        PipeEnds ends = PipeEnds.create().ends();
        if (ends == null) {
            return 0;
        }
        try {
            return Inode.of(ProcessHandle.current().pid(), ends.readFd()).device();
        } catch (IOException gone) {
            return 0;
        } finally {
            ends.closeRead();
            ends.closeWrite();
        }
    }

    List<Known> all() {
        return all;
    }

    List<Watched> watched() {
        return all.stream().map(Known::watched).toList();
    }

    @Override
    public int appeared(Inode identity, Event first) {
        Effect effect = first.op().effect();
        boolean isFifo = identity.device() != pipeDevice;
        boolean isMade = effect == Effect.CREATE || first.op() == Op.POPEN;
        // Of a pipe that a program was given nobody knows who else holds it; a FIFO has nobody before it is opened.
        boolean isForeign = isFifo ? areFifosForeign : !isMade;
        Primitive primitive = isFifo ? Primitive.FIFO : Primitive.PIPE;
        Watched watched = new Watched(primitive, Pipe.DEFAULT_BYTES, false, isForeign);
        String path = isFifo ? path(identity) : null;
        String wanted = path != null
                ? Path.of(path).getFileName().toString()
                : isFifo && first.op() == Op.OPEN && first.preview().length > 0
                        // It can be deleted again before its first event is read.
                        ? new String(first.preview(), StandardCharsets.UTF_8)
                        : assigned(first.line());
        int line = isMade ? first.line() : 0;
        all.add(new Known(free(wanted, primitive), primitive, Pipe.DEFAULT_BYTES, path, line, watched));
        listener.accept(watched);
        return all.size() - 1;
    }

    /** The variable that the step of a line assigns to; null where there is none. */
    private String assigned(int line) {
        Matcher step = ASSIGNED.matcher(line > 0 && line <= lines.size() ? lines.get(line - 1) : "");
        return step.find() ? step.group(1) : null;
    }

    private String path(Inode identity) {
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(work)) {
            for (Path file : folder) {
                if (inode(file) == identity.number()) {
                    return work.relativize(file).toString();
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return null;
        }
        return null;
    }

    /** 0 for a file that has just been deleted. */
    private static long inode(Path file) {
        try {
            return (Long) Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** A name that no other object has. */
    private String free(String wanted, Primitive primitive) {
        String base = wanted == null ? primitive.kind() : wanted;
        for (int i = 1; ; i++) {
            String name = wanted != null && i == 1 ? wanted : base + " " + i;
            if (all.stream().noneMatch(known -> known.name().equals(name))) {
                return name;
            }
        }
    }
}
