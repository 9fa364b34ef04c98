package dev.elch.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionSettingsTest {

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "spring.kafka.bootstrap-servers",
            "127.0.0.1:9092",
            "spring.mongodb.uri",
            "mongodb://127.0.0.1:27017/elch"));

    @Test
    void complete_settings_pass() {
        assertThatCode(() -> new ConnectionSettings(settings::get).check()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "spring.kafka.bootstrap-servers, 'kafka-0:9092, kafka-1:9092'",
        "spring.kafka.bootstrap-servers, '[::1]:9092'",
        "spring.mongodb.uri, 'mongodb://elch:p%40ss@a:27017,b:27017/elch?replicaSet=rs0&authSource=admin'",
        "spring.mongodb.uri, mongodb+srv://cluster.example.net/elch",
        "elch.registry.url, https://registry.example.net/apis/registry/v3",
    })
    void every_usual_form_passes(String name, String value) {
        settings.put(name, value);

        assertThatCode(() -> new ConnectionSettings(settings::get).check()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "elch.registry.url, 127.0.0.1:8085",
        "elch.registry.url, ftp://registry/",
        "spring.kafka.bootstrap-servers, http://127.0.0.1:9092",
        "spring.kafka.bootstrap-servers, 127.0.0.1",
        "spring.mongodb.uri, mongodb://127.0.0.1:27017",
        "spring.mongodb.uri, 127.0.0.1:27017/elch",
    })
    void names_the_setting_whose_form_is_wrong(String name, String value) {
        settings.put(name, value);

        assertThat(refusal()).hasMessageContaining(name);
    }

    @Test
    void the_database_may_be_named_apart_from_its_servers() {
        settings.put("spring.mongodb.uri", "mongodb://127.0.0.1:27017");
        settings.put("spring.mongodb.database", "elch");

        assertThatCode(() -> new ConnectionSettings(settings::get).check()).doesNotThrowAnyException();
    }

    @Test
    void does_not_print_a_database_uri_because_it_may_hold_a_password() {
        settings.put("spring.mongodb.uri", "mongodb://elch:hunter2@db");

        CannotStartException refusal = refusal();

        assertThat(refusal.getMessage() + refusal.action()).doesNotContain("hunter2");
    }

    private CannotStartException refusal() {
        return catchThrowableOfType(CannotStartException.class, () -> new ConnectionSettings(settings::get).check());
    }
}
