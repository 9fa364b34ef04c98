package dev.elch.contract;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Text in which no mail address can be read: what people may see who may not see addresses. */
public final class MaskedText {

    private static final String DATA = "data:";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s\"'<>()\\[\\],;:=\\\\/@]+@[^\\s\"'<>()\\[\\],;:=\\\\/@]+");

    private MaskedText() {}

    /** Masks the addresses in a text, wherever they stand. */
    public static String of(String text) {
        return ADDRESS.matcher(text)
                .replaceAll(found -> MaskedAddress.of(found.group()).replace("$", "\\$"));
    }

    /** Masks the addresses in all values of a JSON document; what is no JSON is taken for text. */
    public static String ofJson(String json) {
        if (json.indexOf('@') < 0 && !json.contains("\\u0040")) {
            return json;
        }
        try {
            return JSON.writeValueAsString(masked(JSON.readTree(json)));
        } catch (JacksonException noJson) {
            return of(json);
        }
    }

    /** The same for a server-sent event: each of its lines of data is a document. */
    public static String ofEvent(String event) {
        return event.lines()
                .map(line -> line.startsWith(DATA) ? DATA + ofJson(line.substring(DATA.length())) : line)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static JsonNode masked(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.properties().forEach(field -> copy.set(of(field.getKey()), masked(field.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(value -> copy.add(masked(value)));
            return copy;
        }
        return node.isString() ? StringNode.valueOf(of(node.asString())) : node;
    }
}
