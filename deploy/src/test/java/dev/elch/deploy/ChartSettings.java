package dev.elch.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The settings of the chart, in the order of values.schema.json. */
final class ChartSettings {

    /**
     * One setting.
     *
     * @param path such as auth.replicas
     * @param type in words
     * @param value the default, as JSON; empty: none
     * @param description what it does
     */
    record Setting(String path, String type, String value, String description) {}

    private ChartSettings() {}

    static List<Setting> read() {
        List<Setting> settings = new ArrayList<>();
        collect(
                "",
                Yaml.read(Chart.FOLDER.resolve("values.schema.json")),
                Yaml.read(Chart.FOLDER.resolve("values.yaml")),
                settings);
        return settings;
    }

    /** Markdown, one row for each setting. */
    static String table() {
        StringBuilder table = new StringBuilder("| setting | type | default | what it does |\n|---|---|---|---|\n");
        for (Setting setting : read()) {
            table.append("| `%s` | %s | %s | %s |%n"
                    .formatted(
                            setting.path(),
                            setting.type(),
                            setting.value().isEmpty() ? "" : "`" + setting.value() + "`",
                            setting.description().replace("|", "\\|")));
        }
        return table.toString();
    }

    private static void collect(String path, JsonNode schema, JsonNode value, List<Setting> settings) {
        if (!schema.has("properties")) {
            String text = value.isMissingNode() ? "" : value.toString();
            settings.add(new Setting(
                    path, typeOf(schema), text, schema.path("description").asText()));
            return;
        }
        schema.path("properties")
                .properties()
                .forEach(entry -> collect(
                        path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                        entry.getValue(),
                        value.path(entry.getKey()),
                        settings));
    }

    private static String typeOf(JsonNode schema) {
        if (schema.has("enum")) {
            List<String> choices = new ArrayList<>();
            schema.path("enum").forEach(choice -> choices.add(choice.asText().isEmpty() ? "empty" : choice.asText()));
            return String.join(", ", choices);
        }
        String type = schema.path("type").asText();
        return switch (type) {
            case "array" -> "list";
            case "object" -> "map";
            default -> type;
        };
    }
}
