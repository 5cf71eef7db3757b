package dev.signalbox.launch;

import dev.signalbox.kernel.PipeEnds;
import dev.signalbox.kernel.Posix;
import dev.signalbox.scenario.Variables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a worker's JVM is told, in the words that the package {@code worker} lists. */
final class Job {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ObjectOutputStream out;
    private final PipeEnds control;

    /** A worker that some step starts, with all that its parent needs for it. */
    record Spawned(WorkerProcess worker, List<String> command) {}

    Job() throws IOException, LaunchException {
        out = new ObjectOutputStream(bytes);
        control = PipeEnds.create().ends();
        if (control == null) {
            throw new LaunchException("no descriptors left (next: raise ulimit -n)");
        }
    }

    /** What the worker reads from. */
    int fd() {
        return control.readFd();
    }

    /** The worker has its end, and this process keeps one. */
    void handedOver() {
        control.closeRead();
    }

    void tell(String file, WorkerProcess worker, Variables variables, Workplace place, List<Spawned> all)
            throws IOException {
        out.writeBoolean(true);
        out.writeUTF(file);
        out.writeInt(worker.index());
        out.writeObject(worker.declaration());
        out.writeObject(variables);
        out.writeUTF(worker.stderrFile().getParent().toString());
        out.writeUTF(place.jobs().toString());
        out.writeInt(all.size());
        for (Spawned one : all) {
            out.writeInt(one.worker().index());
            out.writeObject(one.worker().declaration());
            out.writeObject(new ArrayList<>(one.command()));
            out.writeUTF(one.worker().stdout().toString());
            out.writeUTF(one.worker().stderrFile().toString());
        }
        send();
    }

    /** It may begin. */
    void go(Map<String, Integer> pids) throws IOException {
        out.writeObject(new HashMap<>(pids));
        send();
    }

    /** A worker that is gone reads nothing, and its end says why. */
    private void send() throws IOException {
        out.flush();
        byte[] said = bytes.toByteArray();
        bytes.reset();
        for (int done = 0; done < said.length; ) {
            byte[] rest = Arrays.copyOfRange(said, done, said.length);
            long n = Posix.write(control.writeFd(), rest, rest.length).value();
            if (n <= 0) {
                return;
            }
            done += (int) n;
        }
    }

    void hangUp() {
        control.closeWrite();
    }
}
