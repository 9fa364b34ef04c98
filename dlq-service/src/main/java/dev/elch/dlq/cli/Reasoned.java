package dev.elch.dlq.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Why something is done, and what was typed to confirm it. */
final class Reasoned {

    @Option(
            names = {"-r", "--reason"},
            required = true,
            description = "Why; the audit log keeps it")
    private String reason = "";

    @Option(
            names = "--confirm",
            paramLabel = "TEXT",
            description = "What the service wants to be typed for many letters")
    private @Nullable String confirm;

    String reason() {
        return reason;
    }

    @Nullable
    String confirmation() {
        return confirm;
    }
}
