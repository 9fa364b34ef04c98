package dev.elch.dlq.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code elch suppressions}: which addresses get no mail, and the end of that. */
@Command(
        name = "suppressions",
        mixinStandardHelpOptions = true,
        description = "Addresses that get no mail: list, lift.")
final class SuppressionsCommand implements Runnable {

    private static final String SUPPRESSIONS = "/suppressions";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: see elch suppressions --help.");
    }

    @Command(
            name = "list",
            aliases = "ls",
            description = "List suppressions, newest first, without the addresses",
            mixinStandardHelpOptions = true)
    int list(
            @Mixin Connection connection,
            @Option(names = "--kind", description = "Only those for this reason, such as bad_address") @Nullable
                    String kind,
            @Option(names = "--cursor", description = "The page behind the one that ended with it") @Nullable
                    String cursor) {
        Map<String, String> query = new LinkedHashMap<>();
        if (kind != null) {
            query.put("kind", kind);
        }
        if (cursor != null) {
            query.put("cursor", cursor);
        }
        JsonNode page = connection.client().get(SUPPRESSIONS, query);
        Table table = new Table("ID", "KIND", "SINCE", "UNTIL");
        page.path("suppressions")
                .forEach(one -> table.row(
                        Texts.text(one, "id"),
                        Texts.text(one, "kind"),
                        Texts.text(one, "since"),
                        one.has("until") ? Texts.text(one, "until") : "lifted"));
        connection.show(page, table);
        if (page.has("nextCursor")) {
            connection.tell("There are more: --cursor " + Texts.text(page, "nextCursor"));
        }
        return ExitCode.OK;
    }

    @Command(description = "Let an address get mail again", mixinStandardHelpOptions = true)
    int lift(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ADDRESS", description = "The address, or the id from the list") String address,
            @Mixin ReasonOptions reason) {
        String which = address.contains("@") ? "email" : "id";
        JsonNode lifted = connection
                .client()
                .post(SUPPRESSIONS + "/lift", Map.of(which, address, "reason", reason.reason()), Map.of());
        connection.show(lifted, "lifted %s (%s)".formatted(Texts.text(lifted, "id"), Texts.text(lifted, "kind")));
        return ExitCode.OK;
    }
}
