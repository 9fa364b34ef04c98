package dev.elch.auth.start;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the settings that Spring would only complain about later, or in words of its own. */
final class SettingsCheck {

    /** Every profile that this service knows. */
    static final Set<String> PROFILES = Set.of("production");

    private static final String REGISTRATION = "spring.security.oauth2.client.registration.github.";
    private static final String PROVIDER = "spring.security.oauth2.client.provider.github.";
    private static final List<String> URLS = List.of(
            PROVIDER + "authorization-uri",
            PROVIDER + "token-uri",
            PROVIDER + "user-info-uri",
            "elch.github.emails-uri",
            "elch.registry.url");

    private final Settings settings;
    private final List<String> activeProfiles;

    SettingsCheck(Settings settings, String... activeProfiles) {
        this.settings = settings;
        this.activeProfiles = List.of(activeProfiles);
    }

    /** Fails with the first thing that a person has to change. */
    void run() {
        activeProfiles.forEach(SettingsCheck::requireKnown);
        requireSet("client-id", "ELCH_GITHUB_CLIENT_ID");
        requireSet("client-secret", "ELCH_GITHUB_CLIENT_SECRET");
        URLS.forEach(this::requireUrl);
        requireServers();
        requireDatabaseUri();
    }

    private static void requireKnown(String profile) {
        if (!PROFILES.contains(profile)) {
            throw new CannotStartException(
                    "There is no profile \"" + profile + "\".",
                    "Set SPRING_PROFILES_ACTIVE (or spring.profiles.active) to one of " + PROFILES
                            + ", or to nothing at all on a developer's machine.");
        }
    }

    private void requireSet(String name, String variable) {
        if (isBlank(settings.get(REGISTRATION + name))) {
            throw new CannotStartException(
                    "The " + name + " of the GitHub application is not set.",
                    "Register an OAuth app at https://github.com/settings/developers with the callback URL"
                            + " http://localhost:8080/login/oauth2/code/github and set " + variable + " (or "
                            + REGISTRATION
                            + name + "). docs/auth-service.md has the steps. To try Elch without GitHub, use ./run.");
        }
    }

    private void requireUrl(String name) {
        String value = settings.get(name);
        if (value != null && !isHttpUrl(value)) {
            throw new CannotStartException(
                    name + " is \"" + value + "\", which is no http or https URL.",
                    "Set it to a complete URL, such as http://127.0.0.1:8085/apis/registry/v3.");
        }
    }

    private void requireServers() {
        String servers = settings.get("spring.kafka.bootstrap-servers");
        if (servers != null && !servers.matches("[^,\\s/]+:\\d{1,5}(\\s*,\\s*[^,\\s/]+:\\d{1,5})*")) {
            throw new CannotStartException(
                    "spring.kafka.bootstrap-servers is \"" + servers + "\".",
                    "Set it to host:port, or to several of them with commas between, such as 127.0.0.1:9092.");
        }
    }

    private void requireDatabaseUri() {
        String uri = settings.get("spring.mongodb.uri");
        if (uri != null && !uri.matches("mongodb(\\+srv)?://[^/]+/[^/?]+(\\?.*)?")) {
            throw new CannotStartException(
                    "spring.mongodb.uri is not complete.",
                    "Set it to mongodb://host:port/database, such as mongodb://127.0.0.1:27017/elch.");
        }
    }

    private static boolean isHttpUrl(String value) {
        try {
            URI uri = URI.create(value);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    /** The value of a setting; null when it is not set. */
    interface Settings {
        @Nullable
        String get(String name);
    }
}
