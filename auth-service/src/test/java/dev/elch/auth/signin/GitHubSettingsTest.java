package dev.elch.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.elch.startup.CannotStartException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubSettingsTest {

    private static final String REGISTRATION = "spring.security.oauth2.client.registration.github.";

    private final Map<String, String> settings =
            new HashMap<>(Map.of(REGISTRATION + "client-id", "id", REGISTRATION + "client-secret", "secret"));

    @Test
    void complete_settings_pass() {
        assertThatCode(() -> new GitHubSettings(settings::get).check()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"client-id, ELCH_GITHUB_CLIENT_ID", "client-secret, ELCH_GITHUB_CLIENT_SECRET"})
    void says_how_to_set_what_github_needs(String name, String variable) {
        settings.put(REGISTRATION + name, " ");

        CannotStartException refusal = refusal();

        assertThat(refusal).hasMessageContaining(name);
        assertThat(refusal.action())
                .contains(variable)
                .contains("http://localhost:8080/login/oauth2/code/github")
                .contains("./run");
    }

    @Test
    void names_a_url_whose_form_is_wrong() {
        settings.put("elch.github.emails-uri", "/user/emails");

        assertThat(refusal()).hasMessageContaining("elch.github.emails-uri");
    }

    private CannotStartException refusal() {
        return catchThrowableOfType(CannotStartException.class, () -> new GitHubSettings(settings::get).check());
    }
}
