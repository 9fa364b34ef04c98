package dev.elch.dlq.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Options of every command: which service, who asks, and how the answer is shown. */
final class Connection {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--url",
            defaultValue = "${env:ELCH_DLQ_URL:-http://127.0.0.1:8082}",
            description = "Where dlq-service is (ELCH_DLQ_URL). Default: http://127.0.0.1:8082")
    private String url = "";

    @Option(
            names = "--token",
            defaultValue = "${env:ELCH_TOKEN:-}",
            description = "API token; better set as ELCH_TOKEN")
    private String token = "";

    @Option(names = "--json", description = "Show the answer as JSON")
    private boolean isJson;

    ApiClient client() {
        if (token.isEmpty()) {
            throw new CliException(ExitCode.FORBIDDEN, "There is no API token. Set ELCH_TOKEN.");
        }
        return new ApiClient(Service.DLQ, url, token);
    }

    /**
     * The same for another service.
     *
     * @param own token there; null or empty: that of dlq-service
     */
    ApiClient client(Service service, String where, @Nullable String own) {
        return own == null || own.isEmpty() ? new ApiClient(service, where, token) : new ApiClient(service, where, own);
    }

    /** Shows the answer as JSON if that is wanted, otherwise as {@code text}. */
    void show(JsonNode answer, Object text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(isJson ? answer.toPrettyString() : text.toString().stripTrailing());
        out.flush();
    }

    /** Prints a line that is not part of the answer, such as progress, to the error stream. */
    void tell(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
