package dev.elch.dlq.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code elch}: finds out why a notification was not delivered, and fixes it. */
@Command(
        name = "elch",
        mixinStandardHelpOptions = true,
        version = "elch 0.1",
        description = "Finds out why a notification was not delivered, and fixes it.",
        subcommands = {
            DlqCommand.class,
            DoctorCommand.class,
            EraseCommand.class,
            SuppressionsCommand.class,
            TokensCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the service refused",
            "2:the command line makes no sense",
            "3:the service could not be reached",
            "4:the token is missing or may not do this",
            "5:a replay left dead letters undelivered, or stopped; or a person is not erased everywhere yet",
            "6:the audit log is not intact",
            "7:something is wrong with the running system"
        })
public final class ElchCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs one command line; the exit code. */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new ElchCommand()).setCaseInsensitiveEnumValuesAllowed(true);
        CommandLine.IParameterExceptionHandler usual = line.getParameterExceptionHandler();
        return line.setParameterExceptionHandler(
                        (fault, arguments) -> usual.handleParseException(plain(fault), arguments))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof CliException refused) {
                        command.getErr().println("elch: " + refused.getMessage());
                        return refused.exitCode();
                    }
                    throw failure;
                });
    }

    /** Picocli says "option option" of a value such as that of --filter without an equals sign. */
    private static ParameterException plain(ParameterException fault) {
        String message = String.valueOf(fault.getMessage());
        return message.contains("option option ")
                ? new ParameterException(fault.getCommandLine(), message.replace("option option ", "option "), fault)
                : fault;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: see elch --help.");
    }
}
