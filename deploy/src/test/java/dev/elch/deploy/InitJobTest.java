package dev.elch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.elch.contract.deployment.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job that makes topics and schemas before pods start that need them. */
class InitJobTest {

    private static final String SASL = """
            kafka: {bootstrapServers: 'kafka:9093', protocol: SASL_SSL, existingSecret: all, caSecret: ca}
            init: {kafka: {existingSecret: for-init}}
            """;

    @Test
    void runs_the_deployment_step_of_the_contract() {
        JsonNode container = container(Chart.profile("values-minimal.yaml"));

        assertThat(container.path("command").path(0).asText()).isEqualTo("java");
        assertThat(container.path("command").path(4).asText()).isEqualTo(Deployment.class.getName());
        assertThat(container.path("image").asText()).endsWith("elch/dlq-service:0.1.0");
    }

    /** The step itself reads them: what it does not know would be ignored without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"values-minimal.yaml", "values-ci.yaml"})
    void tells_the_step_where_and_how_many(String profile) {
        Deployment step = Deployment.of(variables(Chart.profile(profile)));

        assertThat(step.registry()).hasToString("http://registry:8080/apis/registry/v3");
        assertThat(step.broker().toString()).contains("kafka:9092");
        assertThat(step.partitions()).isEqualTo(3);
        assertThat(step.replicationFactor()).isEqualTo((short) 1);
    }

    @Test
    void has_a_login_of_its_own() {
        Map<String, String> variables = variables(Chart.minimalWith(SASL));

        assertThat(variables)
                .containsEntry("SPRING_KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
                .containsEntry("SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "for-init/sasl.jaas.config")
                .containsEntry("SPRING_KAFKA_SSL_TRUSTSTORECERTIFICATES", "ca/ca.crt");
    }

    @Test
    void shares_the_login_of_the_services_without_one() {
        Map<String, String> variables = variables(
                Chart.minimalWith("kafka: {bootstrapServers: 'k:1', protocol: SASL_PLAINTEXT, existingSecret: all}"));

        assertThat(variables)
                .containsEntry("SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "all/sasl.jaas.config")
                .doesNotContainKey("SPRING_MONGODB_URI");
    }

    @Test
    void a_missing_login_is_named() {
        String values = "{kafka: {protocol: SASL_SSL}, strimzi: {cluster: c, users: {enabled: true}}}";

        assertThatThrownBy(() -> Chart.minimalWith(values))
                .hasMessageContaining("init.kafka.existingSecret")
                .hasMessageNotContaining("auth.kafka.existingSecret");
    }

    @Test
    void may_reach_broker_and_registry_and_nothing_else() {
        JsonNode egress = Chart.minimalWith("registry: {url: 'https://registry.example.org/apis/registry/v3'}")
                .named("NetworkPolicy elch-init")
                .at("/spec/egress");

        assertThat(Manifests.stream(egress)
                        .flatMap(rule -> Manifests.stream(rule.path("ports")))
                        .map(port -> port.path("port").asInt()))
                .containsExactly(53, 53, 9092, 443);
    }

    /** A Helm hook, and one that runs before the pods: the other tests see a copy of the chart without hooks. */
    @Test
    void runs_before_every_install_and_upgrade() throws IOException {
        assertThat(Files.readString(Chart.FOLDER.resolve("templates").resolve("init.yaml")))
                .containsOnlyOnce("kind: Job")
                .containsOnlyOnce("kind: NetworkPolicy")
                .matches("(?s)(.*helm.sh/hook: pre-install,pre-upgrade){2}.*");
    }

    private static JsonNode container(Manifests manifests) {
        return manifests.named("Job elch-init").at("/spec/template/spec/containers/0");
    }

    private static Map<String, String> variables(Manifests manifests) {
        return Manifests.variables(container(manifests));
    }
}
