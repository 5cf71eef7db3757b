package dev.signalbox.worker;

import dev.signalbox.kernel.Posix;
import dev.signalbox.scenario.Variables;
import dev.signalbox.scenario.WorkerDeclaration;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What this worker is to do, as it was told by whoever started it; {@code package-info} lists the words.
 *
 * @param first the orchestrator started it, at the beginning of the run
 * @param file the scenario's, as messages name it
 * @param index its place among the workers
 * @param folder of the run
 * @param jobs a folder for the jobs of those it starts
 * @param spawned those that some step starts, by name
 */
record Job(
        boolean first,
        String file,
        int index,
        WorkerDeclaration worker,
        Variables variables,
        String folder,
        String jobs,
        Map<String, Spawned> spawned) {

    /**
     * A worker that some step starts.
     *
     * @param command of its JVM; empty for a program of the system
     * @param stdout the file that keeps its output
     * @param stderr the file that keeps its errors
     */
    record Spawned(int index, WorkerDeclaration worker, List<String> command, String stdout, String stderr) {}

    static Job read(ObjectInputStream in) throws IOException, ClassNotFoundException {
        boolean first = in.readBoolean();
        String file = in.readUTF();
        int index = in.readInt();
        WorkerDeclaration worker = (WorkerDeclaration) in.readObject();
        Variables variables = (Variables) in.readObject();
        String folder = in.readUTF();
        String jobs = in.readUTF();
        Map<String, Spawned> spawned = new LinkedHashMap<>();
        for (int count = in.readInt(); count > 0; count--) {
            Spawned one = new Spawned(
                    in.readInt(),
                    (WorkerDeclaration) in.readObject(),
                    strings((List<?>) in.readObject()),
                    in.readUTF(),
                    in.readUTF());
            spawned.put(one.worker().name(), one);
        }
        return new Job(first, file, index, worker, variables, folder, jobs, spawned);
    }

    /** The job of a worker that this one starts. */
    void write(Spawned child, Variables its, Map<String, Integer> pids, OutputStream to) throws IOException {
        ObjectOutputStream out = new ObjectOutputStream(to);
        out.writeBoolean(false);
        out.writeUTF(file);
        out.writeInt(child.index());
        out.writeObject(child.worker());
        out.writeObject(its);
        out.writeUTF(folder);
        out.writeUTF(jobs);
        out.writeInt(spawned.size());
        for (Spawned one : spawned.values()) {
            out.writeInt(one.index());
            out.writeObject(one.worker());
            out.writeObject(new ArrayList<>(one.command()));
            out.writeUTF(one.stdout());
            out.writeUTF(one.stderr());
        }
        out.writeObject(new LinkedHashMap<>(pids));
        out.flush();
    }

    /** Waits for the go, which brings the pids of all that were started at the beginning. */
    static Map<String, Integer> awaitGo(ObjectInputStream in) throws IOException, ClassNotFoundException {
        Map<String, Integer> pids = new LinkedHashMap<>();
        ((Map<?, ?>) in.readObject()).forEach((name, pid) -> pids.put((String) name, (Integer) pid));
        return pids;
    }

    private static List<String> strings(List<?> list) {
        return list.stream().map(String.class::cast).toList();
    }

    /** Reads a descriptor by the call alone, and never more than is asked for. */
    static InputStream from(int fd) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) == 1 ? one[0] & 0xff : -1;
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                byte[] bytes = new byte[length];
                long n = Own.checked("read", Posix.read(fd, bytes, length));
                System.arraycopy(bytes, 0, to, offset, (int) n);
                return n == 0 && length > 0 ? -1 : (int) n;
            }
        };
    }
}
