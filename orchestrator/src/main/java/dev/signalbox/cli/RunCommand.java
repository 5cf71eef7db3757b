package dev.signalbox.cli;

import dev.signalbox.run.Run;
import dev.signalbox.run.RunInfo;
import dev.signalbox.run.RunsFolder;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.server.Server;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run}: plays a scenario and shows it. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs a scenario once, says how it ended, and shows it in the browser.")
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The scenario, for example scenarios/pipes/full-pipe.yaml.")
    private Path file;

    @Option(names = "--headless", description = "No page: end when the run has ended.")
    private boolean headless;

    @Option(names = "--json", description = "Print the result as one line of JSON on standard output.")
    private boolean json;

    @Mixin
    private RunOptions options;

    @Mixin
    private PageOptions page;

    @Override
    public Integer call() throws Exception {
        long timeoutMs = options.timeoutMs();
        page.check();
        Scenario scenario = Scenarios.read(file, options.settings());
        Run.checkMachine();
        RunsFolder runs = new RunsFolder(options.out);
        Server server = headless ? null : page.serve(runs);
        try {
            Run run = Playing.prepare(scenario, options.out, Clock.systemDefaultZone());
            runs.add(run.id(), run);
            if (server != null) {
                page.open(server, run.id());
            }
            RunInfo result = run.play(timeoutMs);
            System.err.println(Result.text(result, run.folder(), headless && !json));
            if (json) {
                System.out.println(Result.json(result, file, run.folder()));
            }
            Playing.over();
            if (server != null) {
                PageOptions.stay();
            }
            return result.met() ? Exit.MET : Exit.NOT_MET;
        } finally {
            if (server != null) {
                server.close();
            }
        }
    }
}
