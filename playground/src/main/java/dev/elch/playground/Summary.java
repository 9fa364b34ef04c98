package dev.elch.playground;

import dev.elch.standin.github.Persona;
import java.nio.file.Path;
import java.util.List;

/** What the user reads once everything runs: what to open, where things are, how to stop. */
final class Summary {

    private Summary() {}

    static List<String> lines(Options options, PortPlan ports, DataFolder data, String operatorToken) {
        String signInWith = options.gitHub() == null
                ? row("Who you can be", page(ports, Port.GITHUB) + "  (a stand-in for GitHub, without passwords)")
                : row(
                        "GitHub",
                        "the real one; its callback URL has to be " + page(ports, Port.APP)
                                + "/login/oauth2/code/github");
        String mails = options.logOnly()
                ? row("Mails", "only logged, in " + shown(data.logs().resolve(Part.NOTIFICATION.label() + ".log")))
                : row("Mailbox", page(ports, Port.MAILBOX));
        return List.of(
                "",
                row("Sign in at", page(ports, Port.APP)),
                mails,
                signInWith,
                row(
                        "Dead letters",
                        page(ports, Port.DLQ)
                                + (options.gitHub() == null
                                        ? "  (sign in as " + Persona.OPERATOR.login() + ")"
                                        : "  (for ELCH_PEOPLE_ADMINS, numeric GitHub ids)")),
                row("Jobs", page(ports, Port.NOTIFICATION) + "/api/jobs"),
                row("  token for both", operatorToken + "  (as in: curl -H 'Authorization: Bearer ...')"),
                "",
                row("Kafka", "127.0.0.1:" + ports.of(Port.BROKER)),
                row(
                        "Schema registry",
                        "http://127.0.0.1:" + ports.of(Port.REGISTRY) + "/apis/ccompat/v7  (Confluent's API)"),
                row("Database", "mongodb://127.0.0.1:" + ports.of(Port.DATABASE) + "/elch"),
                row("Logs", shown(data.logs())),
                "",
                "Stop with Ctrl-C. The data stays in " + shown(data.path()) + "; ./run --fresh forgets it.");
    }

    private static String row(String label, String value) {
        return "  %-16s %s".formatted(label, value);
    }

    private static String page(PortPlan ports, Port port) {
        return "http://localhost:" + ports.of(port);
    }

    /** As short as it can be said from where the user stands. */
    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) && !path.equals(here)
                ? here.relativize(path).toString()
                : path.toString();
    }
}
