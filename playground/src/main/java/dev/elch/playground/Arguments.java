package dev.elch.playground;

import dev.elch.playground.Options.GitHubClient;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the words behind {@code ./run}. */
final class CommandLine {

    static final String HELP = """
            Usage: ./run [options]

            Starts Elch and all that it needs on this machine: broker, schema registry, database,
            mailbox, a stand-in for GitHub and the three services. Ctrl-C stops everything.

              --data DIR                   keep the data in DIR (default: .elch beside this script)
              --fresh                      forget what earlier runs kept there
              --log-only                   write mails to the log instead of the mailbox
              --port NAME=NUMBER           use this port or fail; may be given several times
                                           (%s)
              --github-client-id ID        sign in at the real GitHub (or set GITHUB_CLIENT_ID)
              --github-client-secret TEXT  better: set GITHUB_CLIENT_SECRET, which no process list shows
              -h, --help                   show this text
            """.formatted(Port.words());

    private final Path usualData;
    private final Map<String, String> environment;

    CommandLine(Path usualData, Map<String, String> environment) {
        this.usualData = usualData;
        this.environment = Map.copyOf(environment);
    }

    static boolean asksForHelp(List<String> words) {
        return words.contains("--help") || words.contains("-h");
    }

    /** @throws WrongUse when a word is not understood */
    Options parse(List<String> words) {
        Path data = usualData;
        boolean fresh = false;
        boolean logOnly = false;
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        String clientId = environment.get("GITHUB_CLIENT_ID");
        String clientSecret = environment.get("GITHUB_CLIENT_SECRET");
        Deque<String> rest = separated(words);
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "--data" -> data = Path.of(valueOf(option, rest));
                case "--fresh" -> fresh = true;
                case "--log-only" -> logOnly = true;
                case "--port" -> addPort(valueOf(option, rest), ports);
                case "--github-client-id" -> clientId = valueOf(option, rest);
                case "--github-client-secret" -> clientSecret = valueOf(option, rest);
                default -> throw new WrongUse("Unknown option " + option + ".");
            }
        }
        return new Options(data, fresh, logOnly, ports, gitHub(clientId, clientSecret));
    }

    /** {@code --name=value} becomes two words. */
    private static Deque<String> separated(List<String> words) {
        Deque<String> separated = new ArrayDeque<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (word.startsWith("--") && equals > 0) {
                separated.add(word.substring(0, equals));
                separated.add(word.substring(equals + 1));
            } else {
                separated.add(word);
            }
        }
        return separated;
    }

    private static String valueOf(String option, Deque<String> rest) {
        if (rest.isEmpty() || rest.peek().startsWith("--") || rest.peek().isBlank()) {
            throw new WrongUse(option + " needs a value.");
        }
        return rest.pop();
    }

    private static void addPort(String text, Map<Port, Integer> ports) {
        String[] sides = text.split("=", 2);
        Port port = Port.called(sides[0])
                .orElseThrow(() -> new WrongUse("No port is called " + sides[0] + ". There are " + Port.words() + "."));
        if (sides.length < 2 || !sides[1].matches("\\d{1,5}") || !isPort(Integer.parseInt(sides[1]))) {
            throw new WrongUse("--port " + port.word() + " needs a number from 1 to 65535, as in --port " + port.word()
                    + "=" + port.usual() + ".");
        }
        if (ports.containsValue(Integer.parseInt(sides[1]))) {
            throw new WrongUse("Port " + sides[1] + " is given twice.");
        }
        ports.put(port, Integer.parseInt(sides[1]));
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= 65_535;
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
    }
}
