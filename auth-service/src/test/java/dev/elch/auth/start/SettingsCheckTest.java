package dev.elch.auth.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

    private static final String REGISTRATION = "spring.security.oauth2.client.registration.github.";

    private final Map<String, String> settings = new HashMap<>(Map.of(
            REGISTRATION + "client-id",
            "id",
            REGISTRATION + "client-secret",
            "secret",
            "spring.kafka.bootstrap-servers",
            "127.0.0.1:9092",
            "spring.mongodb.uri",
            "mongodb://127.0.0.1:27017/elch"));

    @Test
    void is_content_with_complete_settings() {
        assertThatCode(() -> new SettingsCheck(settings::get).run()).doesNotThrowAnyException();
        assertThatCode(() -> new SettingsCheck(settings::get, "production").run())
                .doesNotThrowAnyException();
    }

    @Test
    void names_a_profile_that_does_not_exist_and_those_that_do() {
        CannotStartException refusal = refusalOf(new SettingsCheck(settings::get, "prod"));

        assertThat(refusal).hasMessageContaining("\"prod\"");
        assertThat(refusal.action()).contains("production").contains("SPRING_PROFILES_ACTIVE");
    }

    @ParameterizedTest
    @CsvSource({"client-id, ELCH_GITHUB_CLIENT_ID", "client-secret, ELCH_GITHUB_CLIENT_SECRET"})
    void says_how_to_set_what_github_needs(String name, String variable) {
        settings.put(REGISTRATION + name, " ");

        CannotStartException refusal = refusalOf(new SettingsCheck(settings::get));

        assertThat(refusal).hasMessageContaining(name);
        assertThat(refusal.action())
                .contains(variable)
                .contains("http://localhost:8080/login/oauth2/code/github")
                .contains("./run");
    }

    @ParameterizedTest
    @CsvSource({
        "elch.registry.url, 127.0.0.1:8085",
        "elch.registry.url, ftp://registry/",
        "elch.github.emails-uri, /user/emails",
        "spring.kafka.bootstrap-servers, http://127.0.0.1:9092",
        "spring.kafka.bootstrap-servers, 127.0.0.1",
        "spring.mongodb.uri, mongodb://127.0.0.1:27017",
        "spring.mongodb.uri, 127.0.0.1:27017/elch",
    })
    void names_the_setting_whose_form_is_wrong(String name, String value) {
        settings.put(name, value);

        assertThat(refusalOf(new SettingsCheck(settings::get))).hasMessageContaining(name);
    }

    @Test
    void does_not_print_a_database_uri_because_it_may_hold_a_password() {
        settings.put("spring.mongodb.uri", "mongodb://elch:hunter2@db");

        CannotStartException refusal = refusalOf(new SettingsCheck(settings::get));

        assertThat(refusal.getMessage() + refusal.action()).doesNotContain("hunter2");
    }

    private static CannotStartException refusalOf(SettingsCheck check) {
        return catchThrowableOfType(CannotStartException.class, check::run);
    }
}
