package dev.signalbox.cli;

import dev.signalbox.run.PastRun;
import dev.signalbox.run.RunsFolder;
import dev.signalbox.server.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code show}: the page for a past run. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a past run in the browser.")
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private RunArgument run;

    @Mixin
    private PageOptions page;

    @Override
    public Integer call() throws Exception {
        page.check();
        PastRun past = run.open().load();
        RunArgument.warn(past);
        RunsFolder runs = new RunsFolder(run.folder().toAbsolutePath().getParent());
        runs.add(past.info().run(), past);
        try (Server server = page.serve(runs)) {
            page.open(server, past.info().run());
            PageOptions.stay();
        }
        return Exit.MET;
    }
}
