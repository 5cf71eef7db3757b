package dev.signalbox.run;

import dev.signalbox.analyze.Held;
import dev.signalbox.collect.Source;
import dev.signalbox.launch.Launch;
import dev.signalbox.launch.WorkerProcess;
import dev.signalbox.scenario.JavaProgram;
import dev.signalbox.scenario.NativeProgram;
import dev.signalbox.scenario.Program;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.scenario.StepsProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a scenario's workers are to those who watch them. */
final class Sources {
    private Sources() {}

    /** The workers whose calls nobody sees. */
    static Set<Integer> natives(Scenario scenario) {
        return IntStream.range(0, scenario.workers().size())
                .filter(i -> scenario.workers().get(i).program() instanceof NativeProgram)
                .boxed()
                .collect(Collectors.toSet());
    }

    static List<Source> of(Launch launch, Scenario scenario) {
        return launch.workers().stream()
                .map(w -> new Source(w.pid(), w.recording(), w::end, w::endNs))
                .toList();
    }

    static int fd(Launch.Holding holding) {
        return Held.UNKNOWN;
    }

    static Path work(Launch launch, Path folder) {
        return folder;
    }

    static RunInfo.WorkerInfo info(int index, WorkerProcess worker, Scenario scenario, RunInfo.EndInfo end) {
        var declaration = scenario.workers().get(index);
        Program program = declaration.program();
        String kind = program instanceof NativeProgram
                ? RunInfo.WorkerInfo.EXEC
                : program instanceof JavaProgram ? RunInfo.WorkerInfo.JAVA : RunInfo.WorkerInfo.STEPS;
        List<String> threads = program instanceof StepsProgram steps
                ? steps.threads().stream()
                        .map(t -> t.name())
                        .filter(n -> !n.isEmpty())
                        .toList()
                : List.of();
        return new RunInfo.WorkerInfo(
                index,
                worker.name(),
                worker.pid(),
                end,
                worker.stderr(),
                kind,
                null,
                declaration.family(),
                threads,
                null);
    }
}
