package dev.signalbox.cli;

import dev.signalbox.run.Run;
import dev.signalbox.run.RunInfo;
import dev.signalbox.scenario.Scenario;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check}: runs scenarios against what they expect. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Runs scenarios, one after the other, and compares each with what it expects.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR|FILE",
            arity = "0..*",
            defaultValue = "scenarios",
            description = "Scenarios, or folders of them (default: ${DEFAULT-VALUE}).")
    private List<Path> places;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write the results as JUnit XML.")
    private Path junit;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws Exception {
        long timeoutMs = options.timeoutMs();
        Map<String, String> settings = options.settings();
        List<Path> files = Scenarios.find(places);
        if (junit != null) {
            JunitReport.check(junit);
        }
        Run.checkMachine();
        JunitReport report = new JunitReport();
        int notMet = 0;
        int wrong = 0;
        for (Path file : files) {
            Scenario scenario;
            try {
                scenario = Scenarios.read(file, settings);
            } catch (InputException problems) {
                System.out.println("WRONG " + file);
                System.err.println(problems.getMessage());
                wrong++;
                continue;
            }
            Run run = Playing.prepare(scenario, options.out, Clock.systemDefaultZone());
            RunInfo result = run.play(timeoutMs);
            notMet += result.met() ? 0 : 1;
            System.out.printf(
                    "%s  %s  %s, %d steps, %d ms%s%n",
                    result.met() ? "ok  " : "FAIL",
                    file,
                    result.outcome(),
                    result.events(),
                    result.durationMs(),
                    result.met() ? "" : ": " + result.verdict() + " (" + run.folder() + ")");
            report.add(file, result);
        }
        System.out.printf("%d as expected, %d not%s%n", files.size() - notMet - wrong, notMet, wrong(wrong));
        if (junit != null) {
            report.write(junit);
        }
        return wrong > 0 ? Exit.INPUT : notMet == 0 ? Exit.MET : Exit.NOT_MET;
    }

    private static String wrong(int files) {
        return files == 0 ? "" : ", " + files + (files == 1 ? " file is" : " files are") + " no scenario";
    }
}
