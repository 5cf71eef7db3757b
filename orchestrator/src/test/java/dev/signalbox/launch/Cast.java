package dev.signalbox.launch;

import dev.signalbox.scenario.End;
import dev.signalbox.scenario.Expectation;
import dev.signalbox.scenario.Exploration;
import dev.signalbox.scenario.Expression;
import dev.signalbox.scenario.JavaProgram;
import dev.signalbox.scenario.Literal;
import dev.signalbox.scenario.NativeProgram;
import dev.signalbox.scenario.ObjectDeclaration;
import dev.signalbox.scenario.ObjectKind;
import dev.signalbox.scenario.Program;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.scenario.WorkerDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A scenario that a test writes down without a file. */
final class Cast {
    private final List<ObjectDeclaration> objects = new ArrayList<>();
    private final List<WorkerDeclaration> workers = new ArrayList<>();

    Cast pipe(String name) {
        objects.add(new ObjectDeclaration(name, ObjectKind.PIPE, 0, 1, 1));
        return this;
    }

    Cast fifo(String name) {
        objects.add(new ObjectDeclaration(name, ObjectKind.FIFO, 0, 1, 1));
        return this;
    }

    Cast exec(String name, End stdin, End stdout, String... arguments) {
        return worker(name, new NativeProgram(literals(arguments), 7, 12), stdin, stdout);
    }

    Cast java(String name, End stdin, End stdout, String mainClass, String... arguments) {
        return worker(name, new JavaProgram(mainClass, literals(arguments), 8, 13), stdin, stdout);
    }

    private Cast worker(String name, Program program, End stdin, End stdout) {
        workers.add(new WorkerDeclaration(name, name, 0, program, List.of(), false, false, stdin, stdout, null, 5, 3));
        return this;
    }

    static List<Expression> literals(String... values) {
        return List.of(values).stream().map(v -> (Expression) new Literal(v)).toList();
    }

    Scenario scenario() {
        return new Scenario(
                "cast.yaml", "", "cast", "", Map.of(), objects, workers, Expectation.COMPLETES, Exploration.NONE);
    }
}
