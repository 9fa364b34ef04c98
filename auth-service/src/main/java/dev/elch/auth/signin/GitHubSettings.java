package dev.elch.auth.signin;

import dev.elch.startup.CannotStartException;
import dev.elch.startup.ConnectionSettings;
import dev.elch.startup.ConnectionSettings.Settings;
import java.util.List;

/** Checks the settings of the GitHub application, which Spring would complain about later and less clearly. */
final class GitHubSettings {

    private static final String REGISTRATION = "spring.security.oauth2.client.registration.github.";
    private static final String PROVIDER = "spring.security.oauth2.client.provider.github.";
    private static final List<String> URLS = List.of(
            PROVIDER + "authorization-uri",
            PROVIDER + "token-uri",
            PROVIDER + "user-info-uri",
            "elch.github.emails-uri");

    private final Settings settings;

    GitHubSettings(Settings settings) {
        this.settings = settings;
    }

    /** @throws CannotStartException that names the first setting that is missing or whose form is wrong */
    void check() {
        checkSet("client-id", "ELCH_GITHUB_CLIENT_ID");
        checkSet("client-secret", "ELCH_GITHUB_CLIENT_SECRET");
        ConnectionSettings connections = new ConnectionSettings(settings);
        URLS.forEach(connections::checkUrl);
    }

    private void checkSet(String name, String variable) {
        String value = settings.get(REGISTRATION + name);
        if (value == null || value.isBlank()) {
            throw new CannotStartException(
                    "The " + name + " of the GitHub application is not set.",
                    "Register an OAuth app at https://github.com/settings/developers with the callback URL"
                            + " http://localhost:8080/login/oauth2/code/github and set " + variable + " (or "
                            + REGISTRATION
                            + name + "). docs/auth-service.md has the steps. To try Elch without GitHub, use ./run.");
        }
    }
}
