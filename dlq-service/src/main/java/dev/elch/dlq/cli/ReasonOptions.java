package dev.elch.dlq.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The reason for an action, and its confirmation. */
final class ReasonOptions {

    @Option(
            names = {"-r", "--reason"},
            required = true,
            description = "The reason; the audit log keeps it")
    private String reason = "";

    @Option(
            names = "--confirm",
            paramLabel = "TEXT",
            description = "The confirmation that the service asks for when many are selected")
    private @Nullable String confirm;

    String reason() {
        return reason;
    }

    @Nullable
    String confirmation() {
        return confirm;
    }
}
