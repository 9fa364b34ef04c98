package dev.elch.playground;

import dev.elch.playground.Options.GitHubClient;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Reads the words behind {@code ./run}. */
@Command(
        name = "./run",
        sortOptions = false,
        usageHelpWidth = 110,
        description = {
            "%nStarts Elch and all that it needs on this machine: broker, schema registry, database,",
            "mailbox, a stand-in for GitHub and the three services. Ctrl-C stops everything.%n"
        })
final class Arguments {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "keep the data in DIR (default: .elch beside this script)")
    private @Nullable Path data;

    @Option(names = "--fresh", description = "forget what earlier runs kept there")
    private boolean fresh;

    @Option(names = "--log-only", description = "write mails to the log instead of the mailbox")
    private boolean logOnly;

    @Option(
            names = "--port",
            paramLabel = "NAME=NUMBER",
            description = {
                "use this port or fail; may be given several times",
                "(app, notification, dlq, mailbox, smtp, github, broker, registry, database)"
            })
    private Map<Port, Integer> ports = new LinkedHashMap<>();

    @Option(
            names = "--github-client-id",
            paramLabel = "ID",
            description = "sign in at the real GitHub (or set GITHUB_CLIENT_ID)")
    private @Nullable String clientId;

    @Option(
            names = "--github-client-secret",
            paramLabel = "TEXT",
            description = "better: set GITHUB_CLIENT_SECRET, which no process list shows")
    private @Nullable String clientSecret;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this text")
    @SuppressWarnings("UnusedVariable") // picocli's: with it, nothing else is checked
    private boolean help;

    private Arguments() {}

    /**
     * @param usualData where the data is kept unless the words say so
     * @param environment may name the client at the real GitHub
     * @throws WrongUse when a word is not understood
     */
    static Options parse(List<String> words, Path usualData, Map<String, String> environment) {
        Arguments arguments = new Arguments();
        try {
            parser(arguments).parseArgs(words.toArray(String[]::new));
        } catch (ParameterException e) {
            throw new WrongUse(sentence(e), e);
        }
        return arguments.options(usualData, environment);
    }

    static boolean asksForHelp(List<String> words) {
        return words.contains("--help") || words.contains("-h");
    }

    /** What {@code --help} prints. */
    static String help() {
        return parser(new Arguments()).getUsageMessage(Ansi.OFF);
    }

    private static CommandLine parser(Arguments arguments) {
        return new CommandLine(arguments)
                .registerConverter(Port.class, Arguments::port)
                .registerConverter(Integer.class, Arguments::number);
    }

    private static Port port(String word) {
        return Port.called(word)
                .orElseThrow(() ->
                        new TypeConversionException("No port is called " + word + ". There are " + Port.words() + "."));
    }

    private static int number(String text) {
        int number = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > 65_535) {
            throw new TypeConversionException("A port is a number from 1 to 65535, as in --port app=8080.");
        }
        return number;
    }

    /** Our own sentence where a converter wrote one; else picocli's. */
    private static String sentence(ParameterException e) {
        String message = e.getCause() instanceof TypeConversionException ours ? ours.getMessage() : e.getMessage();
        return message == null || message.endsWith(".") ? String.valueOf(message) : message + ".";
    }

    private Options options(Path usualData, Map<String, String> environment) {
        if (new HashSet<>(ports.values()).size() < ports.size()) {
            throw new WrongUse("A port number is given twice.");
        }
        return new Options(
                data != null ? data : usualData,
                fresh,
                logOnly,
                ports,
                gitHub(
                        clientId != null ? clientId : environment.get("GITHUB_CLIENT_ID"),
                        clientSecret != null ? clientSecret : environment.get("GITHUB_CLIENT_SECRET")));
    }

    private static @Nullable GitHubClient gitHub(@Nullable String id, @Nullable String secret) {
        boolean hasId = id != null && !id.isBlank();
        boolean hasSecret = secret != null && !secret.isBlank();
        if (hasId != hasSecret) {
            throw new WrongUse("The real GitHub needs both a client id and a client secret; only the "
                    + (hasId ? "id" : "secret") + " is there. Without both, the stand-in is used.");
        }
        return id != null && secret != null && hasId ? new GitHubClient(id, secret) : null;
    }

    /** The words cannot be understood; the message says which. */
    static final class WrongUse extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WrongUse(String sentence) {
            super(sentence);
        }

        WrongUse(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }
}
