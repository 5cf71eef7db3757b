package dev.signalbox.run;

import dev.signalbox.collect.Source;
import dev.signalbox.launch.Launch;
import dev.signalbox.launch.WorkerProcess;
import dev.signalbox.scenario.AssignStep;
import dev.signalbox.scenario.CallStep;
import dev.signalbox.scenario.IfStep;
import dev.signalbox.scenario.JavaProgram;
import dev.signalbox.scenario.NativeProgram;
import dev.signalbox.scenario.Program;
import dev.signalbox.scenario.RepeatStep;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.scenario.Step;
import dev.signalbox.scenario.StepKind;
import dev.signalbox.scenario.StepsProgram;
import dev.signalbox.scenario.WhileStep;
import dev.signalbox.scenario.WorkerDeclaration;
import java.io.IOException;
import java.nio.file.Files;
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

    /** Whether somebody can open a FIFO by its name whose calls nobody sees: a native program, or a command of popen. */
    static boolean areFifosForeign(Scenario scenario) {
        return scenario.workers().stream()
                .map(WorkerDeclaration::program)
                .anyMatch(p -> p instanceof NativeProgram
                        || p instanceof StepsProgram steps
                                && steps.threads().stream().anyMatch(t -> callsPopen(t.steps())));
    }

    private static boolean callsPopen(List<? extends Step> steps) {
        for (Step step : steps) {
            boolean calls =
                    step instanceof CallStep call && (call.kind() == StepKind.POPEN || callsPopen(call.before()))
                            || step instanceof AssignStep assign && callsPopen(assign.before())
                            || step instanceof RepeatStep loop && (callsPopen(loop.before()) || callsPopen(loop.body()))
                            || step instanceof WhileStep loop && (callsPopen(loop.before()) || callsPopen(loop.body()))
                            || step instanceof IfStep choice
                                    && (callsPopen(choice.before())
                                            || callsPopen(choice.then())
                                            || callsPopen(choice.otherwise()));
            if (calls) {
                return true;
            }
        }
        return false;
    }

    static List<Source> of(Launch launch) {
        return launch.workers().stream()
                .map(w -> new Source(
                        w::pid,
                        w.declaration().spawned(),
                        w.recording(),
                        w.declaration().program() instanceof JavaProgram,
                        w::end,
                        w::endNs))
                .toList();
    }

    static RunInfo.WorkerInfo info(WorkerProcess worker, RunInfo.EndInfo end) {
        WorkerDeclaration declaration = worker.declaration();
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
                worker.index(),
                worker.name(),
                worker.pid(),
                end,
                worker.stderr(),
                kind,
                worker.parent() < 0 ? null : worker.parent(),
                declaration.family(),
                threads,
                program instanceof JavaProgram java ? source(java) : null);
    }

    private static RunInfo.SourceInfo source(JavaProgram program) {
        Path file = Launch.source(program.mainClass()).orElse(null);
        try {
            return file == null
                    ? null
                    : new RunInfo.SourceInfo(file.getFileName().toString(), Files.readString(file));
        } catch (IOException unreadable) {
            return null;
        }
    }
}
