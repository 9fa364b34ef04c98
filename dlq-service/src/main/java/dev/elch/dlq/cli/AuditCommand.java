package dev.elch.dlq.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code elch dlq audit}: who did what, and whether that is still what was written. */
@Command(name = "audit", mixinStandardHelpOptions = true, description = "The audit log")
final class AuditCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: see elch dlq audit --help.");
    }

    @Command(description = "Check that nothing was changed, removed, put in or moved", mixinStandardHelpOptions = true)
    int verify(
            @Mixin Connection connection,
            @Option(
                            names = "--head",
                            paramLabel = "NUMBER:HASH",
                            description =
                                    "An earlier head that was kept elsewhere, from this command or the log of dlq-service:"
                                            + " that entry has to be there")
                    @Nullable
                    String head) {
        JsonNode verification =
                connection.client().get("/audit/verify", head == null ? Map.of() : Map.of("head", head));
        boolean isIntact = verification.path("intact").asBoolean(false);
        connection.show(
                verification,
                isIntact
                        ? "intact: %s entries%s".formatted(Texts.text(verification, "entries"), head(verification))
                        : "NOT INTACT: " + Texts.text(verification, "fault"));
        return isIntact ? ExitCode.OK : ExitCode.TAMPERED;
    }

    /** Viewers get none. */
    private static String head(JsonNode verification) {
        return verification.has("head") ? ", head " + Texts.text(verification, "head") : "";
    }

    @Command(description = "Show the newest entries", mixinStandardHelpOptions = true)
    int log(@Mixin Connection connection) {
        JsonNode entries = connection.client().get("/audit", Map.of());
        Table table = new Table("NUMBER", "AT", "WHO", "WHAT", "DETAILS");
        entries.forEach(entry -> table.row(
                Texts.text(entry, "number"),
                Texts.text(entry, "at"),
                Texts.text(entry, "actor"),
                Texts.text(entry, "action"),
                entry.path("details").toString()));
        connection.show(entries, table);
        return ExitCode.OK;
    }
}
