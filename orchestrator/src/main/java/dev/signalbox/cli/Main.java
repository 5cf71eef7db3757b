package dev.signalbox.cli;

import dev.signalbox.kernel.UnsupportedPlatform;
import dev.signalbox.run.RunException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line {@code signalbox}. */
@Command(
        name = "signalbox",
        mixinStandardHelpOptions = true,
        version = "signalbox 0.1.0",
        description =
                "A signal box for processes: runs scenarios of inter-process communication, and shows why they wait.",
        footer = {
            "",
            "  signalbox test     installs what the tests need and runs every test",
            "",
            "Exit codes: 0 as expected, 1 not as expected, 2 wrong input, 3 something is missing, 130 interrupted."
        },
        subcommands = {
            RunCommand.class,
            ShowCommand.class,
            CheckCommand.class,
            ExportCommand.class,
            ReferenceCommand.class
        })
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command");
    }

    public static void main(String[] arguments) {
        int exit;
        try {
            exit = commands().execute(arguments);
        } catch (Error failure) {
            exit = failed(failure);
        }
        Playing.over();
        System.exit(exit);
    }

    static CommandLine commands() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure))
                .setParameterExceptionHandler((wrong, args) -> {
                    System.err.println(WrongLine.text(wrong));
                    return Exit.INPUT;
                });
    }

    private static int failed(Throwable failure) {
        if (failure instanceof RunException known) {
            System.err.println(known.getMessage());
            return exit(known.blame());
        }
        if (failure instanceof UnsupportedPlatform platform) {
            System.err.println(platform.getMessage());
            return Exit.MACHINE;
        }
        if (failure instanceof InputException input) {
            System.err.println(input.getMessage());
            return Exit.INPUT;
        }
        failure.printStackTrace();
        System.err.println("signalbox: this is a bug of signalbox, please report it with the lines above");
        return Exit.MACHINE;
    }

    private static int exit(RunException.Blame blame) {
        return switch (blame) {
            case INPUT -> Exit.INPUT;
            case MACHINE -> Exit.MACHINE;
            case INTERRUPT -> Exit.INTERRUPTED;
        };
    }
}
