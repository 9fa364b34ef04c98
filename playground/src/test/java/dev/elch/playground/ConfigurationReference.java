package dev.elch.playground;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All settings of the three services, read from what Spring's annotation processor wrote about their {@code *Properties}
 * classes and from the defaults in their {@code application.yml}.
 */
final class ConfigurationReference {

    static final String COMMAND = "./mvnw -q test -pl playground -am -Dtest=ConfigurationReferenceTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dconfiguration.write=true";

    private static final List<String> SERVICES = List.of("auth-service", "notification-service", "dlq-service");

    /** Modules that bring settings, with the services that read them. */
    private static final Map<String, List<String>> FOUNDATIONS = Map.of("access", SERVICES, "startup", SERVICES);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path root;

    /** @param root of the checkout; the services are compiled */
    ConfigurationReference(Path root) {
        this.root = root;
    }

    /** The names of all settings, as in {@code elch.smtp.host}. */
    Set<String> names() {
        return new TreeSet<>(settings().keySet());
    }

    /**
     * Settings with the description of another one whose name begins with theirs. Spring's annotation processor looks for the first
     * tag that begins with the name: for {@code storageKey}, it takes the tag of {@code storageKeys} if that comes first.
     */
    Set<String> misread() {
        Set<String> names = settings().values().stream()
                .map(setting -> camelCase(setting.name()))
                .collect(toSet());
        return settings().values().stream()
                .filter(setting -> names.contains(
                        camelCase(setting.name()) + setting.description().split("\\s", 2)[0]))
                .map(Setting::name)
                .collect(toCollection(TreeSet::new));
    }

    private static String camelCase(String name) {
        return Pattern.compile("-(.)")
                .matcher(name)
                .replaceAll(dash -> dash.group(1).toUpperCase(Locale.ROOT));
    }

    /** The page docs/configuration.md. */
    String page() {
        Map<String, List<Setting>> byGroup = new TreeMap<>();
        settings()
                .values()
                .forEach(setting -> byGroup.computeIfAbsent(setting.group(), unused -> new ArrayList<>())
                        .add(setting));
        return """
                # Configuration
                <!-- Generated from the configuration metadata of the three services. Write it again with:
                %s -->
                Every setting is a property and an environment variable: `elch.smtp.host` is `ELCH_SMTP_HOST` (dots become `_`, dashes go,
                all in capitals). A span of time is written as in `500ms`, `30s`, `10m`, `24h`. A wrong value stops the start with a sentence
                that says what to change. What Spring Boot brings (`server.port`, `spring.kafka.*`, `spring.mongodb.*`) is not listed here.
                """.formatted(COMMAND)
                + byGroup.values().stream().map(ConfigurationReference::section).collect(joining());
    }

    private static String section(List<Setting> settings) {
        Setting first = settings.get(0);
        Set<String> services = new TreeSet<>();
        settings.forEach(setting -> services.addAll(setting.services()));
        return settings.stream()
                .map(setting -> setting.row(services))
                .collect(joining("", """

                        ## `%s`
                        %s

                        | setting | default | what |
                        |---|---|---|
                        """.formatted(first.group(), String.join(", ", services)), ""));
    }

    private Map<String, Setting> settings() {
        Map<String, Setting> settings = new TreeMap<>();
        for (String service : SERVICES) {
            Map<String, String> own = defaults(service);
            addAll(service, service, own, settings);
            FOUNDATIONS.forEach((module, readers) -> {
                if (readers.contains(service)) {
                    addAll(module, service, own, settings);
                }
            });
        }
        return settings;
    }

    private void addAll(String module, String service, Map<String, String> defaults, Map<String, Setting> settings) {
        Path metadata = root.resolve(module).resolve("target/classes/META-INF/spring-configuration-metadata.json");
        for (JsonNode property : JSON.readTree(read(metadata)).get("properties")) {
            String name = property.get("name").asString();
            String usual = Optional.ofNullable(defaults.get(name)).orElseGet(() -> usual(property.get("defaultValue")));
            Setting setting =
                    new Setting(name, usual, property.get("description").asString(), new TreeSet<>());
            settings.computeIfAbsent(name, unused -> setting).services().add(service);
        }
    }

    private static String usual(JsonNode value) {
        if (value == null) {
            return "";
        }
        return value.isArray() ? value.valueStream().map(JsonNode::asString).collect(joining(",")) : value.asString();
    }

    /** What the service's {@code application.yml} sets of ours. */
    private Map<String, String> defaults(String service) {
        Map<String, Object> file =
                new Yaml().load(read(root.resolve(service).resolve("src/main/resources/application.yml")));
        Map<String, String> flat = new TreeMap<>();
        flatten("elch", file.getOrDefault("elch", Map.of()), flat);
        return flat;
    }

    private static void flatten(String name, Object value, Map<String, String> flat) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> flatten(name + "." + key, inner, flat));
        } else {
            flat.put(name, String.valueOf(value));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is missing: build with -am", e);
        }
    }

    private record Setting(String name, String usual, String description, Set<String> services) {

        String group() {
            return name.substring(0, name.lastIndexOf('.'));
        }

        /** @param servicesOfGroup those that read any setting of the group; named again where this setting has fewer */
        String row(Set<String> servicesOfGroup) {
            String shownDefault = usual.isEmpty() ? "none" : "`" + usual + "`";
            String readers = services.equals(servicesOfGroup) ? "" : " (" + String.join(", ", services) + ")";
            return "| `%s` | %s | %s%s |\n".formatted(name, shownDefault, inMarkdown(description), readers);
        }

        private static String inMarkdown(String javadoc) {
            return javadoc.replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
                    .replace("<", "&lt;")
                    .replace("|", "\\|")
                    .replaceAll("\\s+", " ")
                    .strip();
        }
    }
}
