package dev.elch.dlq.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which letters a command means, and why something is done with them. */
final class Meant {

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Letters, by id")
    private String[] ids = {};

    @Option(
            names = {"-f", "--filter"},
            paramLabel = "NAME=VALUE",
            description = "Letters that meet this; may be repeated. Names: state kind code class provider domain user"
                    + " event group text from before")
    private Map<String, String> filter = new TreeMap<>();

    @Option(names = "--all", description = "Every letter is meant; needed when there is no filter")
    private boolean isAll;

    Map<String, String> filter() {
        Map<String, String> meant = new TreeMap<>(filter);
        if (ids.length > 0) {
            meant.put("id", String.join(",", ids));
        }
        return meant;
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
