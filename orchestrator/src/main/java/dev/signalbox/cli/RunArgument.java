package dev.signalbox.cli;

import dev.signalbox.run.PastRun;
import dev.signalbox.run.RunException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A past run on the command line: its folder, or its name in the folder of runs. */
final class RunArgument {
    @Parameters(paramLabel = "RUN", description = "The run: its folder, or its name.")
    private Path run;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder that keeps the runs (default: ${DEFAULT-VALUE}).")
    private Path out;

    Path folder() {
        boolean isPath = run.isAbsolute() || run.getNameCount() > 1 || Files.isDirectory(run);
        return isPath ? run.toAbsolutePath().normalize() : out.resolve(run);
    }

    /** Says where less is left than there was, and where nobody judged it. */
    static void warn(PastRun past) throws RunException {
        if (past.noVerdict() != null) {
            System.err.println(past.noVerdict());
        }
        if (past.incomplete() != null) {
            System.err.println(past.incomplete());
        }
    }

    PastRun open() throws RunException {
        return PastRun.open(folder());
    }
}
