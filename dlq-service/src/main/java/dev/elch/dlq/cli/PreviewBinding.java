package dev.elch.dlq.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Previews an act on many dead letters before it is done, and binds it to that preview. */
final class PreviewBinding {

    private final ApiClient client;
    private final Connection connection;

    PreviewBinding(ApiClient client, Connection connection) {
        this.client = client;
        this.connection = connection;
    }

    /** Says how many dead letters of how many causes the act concerns, and adds the preview to its body. */
    void bind(String path, String verb, Map<String, Object> body) {
        Map<String, Object> asked = new LinkedHashMap<>(body);
        asked.keySet().retainAll(Set.of("filter", "all", "topic"));
        JsonNode preview = client.post(path + "/preview", asked, Map.of());
        connection.tell("%s %s of %s"
                .formatted(
                        verb,
                        Texts.count(preview.path("selected"), "dead letter"),
                        Texts.count(preview.path("causesInAll"), "cause")));
        body.put("preview", Texts.text(preview, "preview"));
    }
}
