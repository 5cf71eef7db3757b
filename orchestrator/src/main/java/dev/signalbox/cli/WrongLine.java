package dev.signalbox.cli;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line. */
final class WrongLine {
    private WrongLine() {}

    static String text(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String name = "./" + command.getCommandSpec().qualifiedName();
        String next = "next: " + name + " --help)";
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            if (unmatched.isUnknownOption()) {
                return first + ": unknown option (" + next;
            }
            return command.getParent() == null
                    ? first + ": no such command (expected: " + commands(command) + "; " + next
                    : first + ": one argument too many (" + next;
        }
        if (wrong instanceof MissingParameterException missing) {
            ArgSpec argument = missing.getMissing().get(0);
            return argument instanceof OptionSpec option
                    ? option.longestName() + ": no value (expected: " + option.paramLabel() + "; " + next
                    : argument.paramLabel() + ": missing (expected: " + name + " " + argument.paramLabel() + "; "
                            + next;
        }
        if (wrong instanceof OverwrittenOptionException twice && twice.getOverwritten() instanceof OptionSpec option) {
            return option.longestName() + ": given more than once (expected: once; " + next;
        }
        if (wrong.getArgSpec() != null) {
            return name(wrong.getArgSpec()) + ": " + wrong.getValue() + " (expected: " + expected(wrong.getArgSpec())
                    + "; " + next;
        }
        return command.getParent() == null
                ? "signalbox: " + wrong.getMessage() + " (expected: " + commands(command) + "; " + next
                : wrong.getMessage() + " (" + next;
    }

    /** {@code run, show, check or export}. */
    private static String commands(CommandLine all) {
        String names = String.join(", ", all.getSubcommands().keySet());
        int last = names.lastIndexOf(", ");
        return names.substring(0, last) + " or" + names.substring(last + 1);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String expected(ArgSpec argument) {
        if (argument.type() == int.class) {
            return "a whole number";
        }
        // What is refused besides is a path with characters that the locale does not have.
        return argument.arity().max() == 0 ? "no value" : "a name in this locale, such as LC_ALL=C.UTF-8 has";
    }
}
