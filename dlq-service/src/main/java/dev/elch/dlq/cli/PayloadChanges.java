package dev.elch.dlq.cli;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes fields of a payload as they are written on a command line. */
final class PayloadChanges {

    private PayloadChanges() {}

    /** {@code true}, {@code false} and {@code null} mean just that; everything else is a text. */
    static JsonNode changed(JsonNode payload, Map<String, String> changes) {
        if (!(payload.deepCopy() instanceof ObjectNode changed)) {
            throw new CliException(
                    ExitCode.REFUSED, "This dead letter cannot be decoded, so there is nothing to edit.");
        }
        changes.forEach((field, value) -> {
            switch (value) {
                case "true", "false" -> changed.put(field, Boolean.parseBoolean(value));
                case "null" -> changed.putNull(field);
                default -> changed.put(field, value);
            }
        });
        return changed;
    }
}
