package dev.elch.dlq.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that select dead letters. */
final class SelectionOptions {

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Dead letters, by id")
    private String[] ids = {};

    @Option(
            names = {"-f", "--filter"},
            paramLabel = "NAME=VALUE",
            description = "Select by this; may be repeated. Names: state kind code class provider domain user"
                    + " event group text from before")
    private Map<String, String> filter = new TreeMap<>();

    @Option(names = "--all", description = "Select every dead letter; required without a filter")
    private boolean isAll;

    Map<String, String> filter() {
        Map<String, String> selection = new TreeMap<>(filter);
        if (ids.length > 0) {
            selection.put("id", String.join(",", ids));
        }
        return selection;
    }

    Map<String, Object> body(@Nullable String reason, @Nullable String confirm) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("filter", filter());
        body.put("all", isAll);
        if (reason != null) {
            body.put("reason", reason);
        }
        if (confirm != null) {
            body.put("confirm", confirm);
        }
        return body;
    }
}
