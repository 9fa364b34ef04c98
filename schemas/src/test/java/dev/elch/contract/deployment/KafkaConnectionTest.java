package dev.elch.contract.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

/** The preparation connects with the variables that a service connects with. */
class KafkaConnectionTest {

    @Test
    void both_spellings_of_the_servers_are_read() {
        assertThat(KafkaConnection.of(Map.of("SPRING_KAFKA_BOOTSTRAPSERVERS", "a:1"))
                        .bootstrapServers())
                .isEqualTo("a:1");
        assertThat(KafkaConnection.of(Map.of("SPRING_KAFKA_BOOTSTRAP_SERVERS", "b:1"))
                        .bootstrapServers())
                .isEqualTo("b:1");
        assertThat(KafkaConnection.of(Map.of()).bootstrapServers()).isEqualTo("127.0.0.1:9092");
    }

    @Test
    void a_login_and_certificates_become_settings_of_the_client() {
        KafkaConnection connection = KafkaConnection.of(Map.of(
                "SPRING_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "SPRING_KAFKA_PROPERTIES_SASL_MECHANISM", "SCRAM-SHA-512",
                "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "login",
                "SPRING_KAFKA_SSL_TRUSTSTORETYPE", "PEM",
                "SPRING_KAFKA_SSL_TRUSTSTORECERTIFICATES", "ca",
                "SPRING_KAFKA_SSL_KEYSTORETYPE", "PEM",
                "SPRING_KAFKA_SSL_KEYSTORECERTIFICATECHAIN", "certificate",
                "SPRING_KAFKA_SSL_KEYSTOREKEY", "key"));

        assertThat(connection.settings())
                .containsOnly(
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("sasl.mechanism", "SCRAM-SHA-512"),
                        Map.entry("sasl.jaas.config", "login"),
                        Map.entry("ssl.truststore.type", "PEM"),
                        Map.entry("ssl.truststore.certificates", "ca"),
                        Map.entry("ssl.keystore.type", "PEM"),
                        Map.entry("ssl.keystore.certificate.chain", "certificate"),
                        Map.entry("ssl.keystore.key", "key"));
        assertThat(AdminClientConfig.configNames())
                .containsAll(connection.settings().keySet());
    }

    @Test
    void variables_of_producers_consumers_and_others_are_left_alone() {
        assertThat(KafkaConnection.of(Map.of("SPRING_KAFKA_PRODUCER_ACKS", "all", "HOME", "/root", "SPRING_KAFKA_", ""))
                        .settings())
                .isEmpty();
    }

    @Test
    void its_text_holds_no_password() {
        assertThat(KafkaConnection.of(Map.of(
                        "SPRING_KAFKA_BOOTSTRAPSERVERS", "a:1", "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "secret")))
                .hasToString("a:1");
    }

    @Test
    void its_own_settings_win_over_those_of_the_environment() {
        assertThat(new KafkaConnection("a:1", Map.of("client.id", "x", "bootstrap.servers", "b:1"))
                        .with(Map.of("client.id", "elch")))
                .isEqualTo(Map.of("client.id", "elch", "bootstrap.servers", "a:1"));
    }
}
