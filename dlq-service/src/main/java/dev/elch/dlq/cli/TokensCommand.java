package dev.elch.dlq.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code elch tokens}: API tokens for machines; only for admins. */
@Command(name = "tokens", mixinStandardHelpOptions = true, description = "API tokens for machines: make, list, revoke.")
final class TokensCommand implements Runnable {

    private static final String TOKENS = "/tokens";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: see elch tokens --help.");
    }

    @Command(
            name = "list",
            aliases = "ls",
            description = "List all tokens that were ever made, newest first",
            mixinStandardHelpOptions = true)
    int list(@Mixin Connection connection) {
        JsonNode tokens = connection.client().get(TOKENS, Map.of());
        Table table = new Table("NAME", "ROLE", "STATE", "UNTIL", "LAST USED", "MADE BY");
        tokens.path("tokens")
                .forEach(token -> table.row(
                        Texts.text(token, "name"),
                        Texts.text(token, "role"),
                        Texts.text(token, "state"),
                        Texts.text(token, "expiresAt"),
                        Texts.text(token, "lastUsedAt"),
                        Texts.text(token, "createdBy")));
        connection.show(tokens, table);
        return ExitCode.OK;
    }

    @Command(
            description = "Create a token; it is printed once and cannot be read again",
            mixinStandardHelpOptions = true)
    int make(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NAME", description = "What the audit log shows") String name,
            @Option(names = "--role", defaultValue = "viewer", description = "viewer, operator or admin") String role,
            @Option(names = "--days", defaultValue = "90", description = "How long it is good, 1 to 366") int days) {
        JsonNode made = connection.client().post(TOKENS, Map.of("name", name, "role", role, "days", days), Map.of());
        connection.tell("Keep it now: it is not shown again.");
        connection.show(made, Texts.text(made, "token"));
        return ExitCode.OK;
    }

    @Command(description = "Revoke a token; it stops working at once", mixinStandardHelpOptions = true)
    int revoke(
            @Mixin Connection connection, @Parameters(paramLabel = "NAME") String name, @Mixin ReasonOptions reason) {
        String path = TOKENS + "/" + ApiClient.encoded(name) + "/revoke";
        JsonNode token = connection.client().post(path, Map.of("reason", reason.reason()), Map.of());
        connection.show(token, Texts.text(token, "name") + " is " + Texts.text(token, "state"));
        return ExitCode.OK;
    }
}
