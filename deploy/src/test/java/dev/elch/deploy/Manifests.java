package dev.elch.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What Helm made of the chart: objects that would go to the API server. */
final class Manifests {

    private final List<JsonNode> objects;

    Manifests(String rendered) {
        this.objects = Yaml.documents(rendered);
    }

    List<JsonNode> all() {
        return objects;
    }

    /** "Kind name" of every object, such as "Service elch-auth". */
    List<String> names() {
        return objects.stream().map(Manifests::nameOf).toList();
    }

    static String nameOf(JsonNode object) {
        return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
    }

    /** A missing node, if there is no such object. */
    JsonNode named(String kindAndName) {
        return objects.stream()
                .filter(object -> nameOf(object).equals(kindAndName))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** The specifications of all pods, those of the helm test too, by the name of their object. */
    Map<String, JsonNode> podSpecs() {
        Map<String, JsonNode> specs = new TreeMap<>();
        for (JsonNode object : objects) {
            switch (object.path("kind").asText()) {
                case "Pod" -> specs.put(nameOf(object), object.path("spec"));
                case "Deployment", "Job", "StatefulSet", "DaemonSet" ->
                    specs.put(nameOf(object), object.at("/spec/template/spec"));
                default -> {}
            }
        }
        return specs;
    }

    JsonNode container(String service) {
        return named("Deployment elch-" + service).at("/spec/template/spec/containers/0");
    }

    /** Environment variables of a service's container. Those that come from Secrets have the value "NAME/KEY" of the Secret. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        stream(container(service).path("envFrom"))
                .map(from -> named("ConfigMap " + from.at("/configMapRef/name").asText()))
                .flatMap(map -> map.path("data").properties().stream())
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asText()));
        environment.putAll(variables(container(service)));
        return environment;
    }

    /** The same of any container, without those of its ConfigMaps. */
    static Map<String, String> variables(JsonNode container) {
        Map<String, String> variables = new TreeMap<>();
        stream(container.path("env"))
                .forEach(variable -> variables.put(variable.path("name").asText(), valueOf(variable)));
        return variables;
    }

    private static String valueOf(JsonNode variable) {
        JsonNode reference = variable.at("/valueFrom/secretKeyRef");
        return reference.isMissingNode()
                ? variable.path("value").asText()
                : reference.path("name").asText() + "/" + reference.path("key").asText();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
