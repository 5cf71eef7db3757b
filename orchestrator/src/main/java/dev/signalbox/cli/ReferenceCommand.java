package dev.signalbox.cli;

import dev.signalbox.scenario.JsonSchema;
import dev.signalbox.scenario.Reference;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reference}: what a scenario file may say. */
@Command(
        name = "reference",
        mixinStandardHelpOptions = true,
        description = "Prints the reference of the scenario language: every step, object, function and key.")
final class ReferenceCommand implements Callable<Integer> {
    @Option(names = "--schema", description = "Print the JSON Schema instead, for editors.")
    private boolean schema;

    @Override
    public Integer call() {
        System.out.print(schema ? JsonSchema.text() : Reference.text());
        return Exit.MET;
    }
}
