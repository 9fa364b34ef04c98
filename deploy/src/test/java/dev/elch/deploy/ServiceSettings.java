package dev.elch.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that a service has, its own and those of Spring Boot, by the names of their environment variables. */
final class ServiceSettings {

    private static final List<String> SERVICES = List.of("auth-service", "notification-service", "dlq-service");
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z0-9_]+)[:}]");

    private final Set<String> names = new HashSet<>();
    private final Set<String> maps = new HashSet<>();

    private ServiceSettings() {
        names.add("JAVA_TOOL_OPTIONS");
    }

    static ServiceSettings of(String service) {
        ServiceSettings settings = new ServiceSettings();
        try {
            for (URL metadata :
                    Collections.list(ServiceSettings.class.getClassLoader().getResources(METADATA))) {
                if (!isOfAnother(metadata, service)) {
                    settings.add(Yaml.json(read(metadata)));
                }
            }
            for (URL defaults :
                    Collections.list(ServiceSettings.class.getClassLoader().getResources("application.yml"))) {
                if (defaults.getPath().contains(service)) {
                    String text = read(defaults);
                    settings.addPlaceholders(text);
                    settings.addKeys("elch", Yaml.documents(text).get(0).path("elch"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    /** Spring's relaxed binding: dashes are dropped, dots become underscores; the rest of a map's name is a key. */
    boolean has(String variable) {
        return names.contains(variable) || maps.stream().anyMatch(map -> variable.startsWith(map + "_"));
    }

    private static boolean isOfAnother(URL metadata, String service) {
        return SERVICES.stream()
                .filter(other -> !other.equals(service))
                .anyMatch(other -> metadata.getPath().contains("/" + other + "/"));
    }

    private void add(JsonNode metadata) {
        for (JsonNode property : metadata.path("properties")) {
            String name = variableOf(property.path("name").asText());
            names.add(name);
            if (property.path("type").asText().startsWith("java.util.Map")) {
                maps.add(name);
            }
        }
    }

    /** Settings without a class of their own have a default here. */
    private void addKeys(String path, JsonNode defaults) {
        defaults.properties().forEach(entry -> {
            names.add(variableOf(path + "." + entry.getKey()));
            addKeys(path + "." + entry.getKey(), entry.getValue());
        });
    }

    private static String variableOf(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private void addPlaceholders(String text) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            names.add(placeholder.group(1));
        }
    }

    private static String read(URL resource) throws IOException {
        try (InputStream stream = resource.openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
