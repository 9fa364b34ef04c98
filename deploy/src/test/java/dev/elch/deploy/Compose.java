package dev.elch.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docker-compose.yml says, read without Docker. */
final class Compose {

    static final Path ROOT = Path.of("..");
    static final List<String> SERVICES = List.of("auth-service", "notification-service", "dlq-service");

    /** A variable of .env, with what follows its name: {@code :-} and a default or {@code :?} and a complaint. */
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z0-9_]+)(:[-?])?");

    private static final String TEXT = read(ROOT.resolve("docker-compose.yml"));
    private static final JsonNode CONTAINERS = Yaml.merged(TEXT).path("services");

    private Compose() {}

    static Set<String> names() {
        Set<String> names = new TreeSet<>();
        CONTAINERS.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static JsonNode container(String name) {
        return CONTAINERS.path(name);
    }

    static Map<String, String> environment(String name) {
        Map<String, String> environment = new LinkedHashMap<>();
        container(name)
                .path("environment")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asText()));
        return environment;
    }

    /** Containers that run on, unlike init. */
    static Set<String> servers() {
        Set<String> servers = names();
        servers.remove("init");
        return servers;
    }

    /** Those that another one waits for, with the condition. */
    static Map<String, String> waitsFor(String name) {
        Map<String, String> conditions = new LinkedHashMap<>();
        container(name)
                .path("depends_on")
                .properties()
                .forEach(entry -> conditions.put(
                        entry.getKey(), entry.getValue().path("condition").asText()));
        return conditions;
    }

    static List<String> ports(String name) {
        return Manifests.stream(container(name).path("ports"))
                .map(JsonNode::asText)
                .toList();
    }

    /** How long Docker waits between asking a container to stop and killing it. */
    static Duration grace(String name) {
        String text = container(name).path("stop_grace_period").asText();
        return Duration.parse("PT" + text);
    }

    static long memoryMegabytes(String name) {
        String text = container(name).path("mem_limit").asText();
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return text.endsWith("g") ? number * 1024 : number;
    }

    /** The variables that are taken from .env. */
    static Set<String> variables() {
        Set<String> variables = new TreeSet<>();
        Matcher variable = VARIABLE.matcher(TEXT);
        while (variable.find()) {
            variables.add(variable.group(1));
        }
        return variables;
    }

    /** The variables that a file such as .env.example sets. */
    static Map<String, String> variablesOf(Path file) {
        Map<String, String> variables = new LinkedHashMap<>();
        read(file)
                .lines()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .forEach(line -> {
                    String[] parts = line.split("=", 2);
                    variables.put(parts[0], parts[1]);
                });
        return variables;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
