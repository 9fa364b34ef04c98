package dev.elch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The servers of the cluster that is thrown away are those that the CI profile of the chart and compose have. */
class KindServersTest {

    private static Manifests servers;

    @BeforeAll
    static void read() throws IOException {
        servers = new Manifests(Files.readString(Path.of("kind", "servers.yaml")));
    }

    @Test
    void every_field_is_one_of_the_api() {
        assertThat(servers.all())
                .hasSize(8)
                .allSatisfy(
                        object -> assertThat(StrictModel.unknownFields(object)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"kafka, kafka", "registry, registry", "mongodb, mongo", "mailpit, mailpit"})
    void a_server_is_that_of_compose(String server, String container) {
        assertThat(container(server).path("image").asText())
                .isEqualTo(Compose.container(container).path("image").asText());
    }

    @ParameterizedTest
    @CsvSource({"kafka, 9092", "registry, 8080", "mongodb, 27017", "mailpit, 1025"})
    void a_server_listens_where_the_profile_looks_for_it(String server, int port) {
        assertThat(Yaml.read(Chart.FOLDER.resolve("values-ci.yaml")).toString())
                .containsPattern("\\b" + server + "\\b")
                .contains(Integer.toString(port));
        assertThat(Manifests.stream(servers.named("Service " + server).at("/spec/ports"))
                        .map(entry -> entry.path("port").asInt()))
                .contains(port);
        assertThat(Manifests.stream(container(server).path("ports"))
                        .map(entry -> entry.path("containerPort").asInt()))
                .contains(port);
    }

    /** Without it Kubernetes would begin to send requests at once, and the installation of the chart would meet closed ports. */
    @ParameterizedTest
    @ValueSource(strings = {"kafka", "registry", "mongodb", "mailpit"})
    void a_server_says_when_it_is_ready(String server) {
        assertThat(container(server).has("readinessProbe")).isTrue();
    }

    @Test
    void the_broker_has_the_settings_of_compose_but_for_its_listeners() {
        Map<String, String> ours = Manifests.variables(container("kafka"));
        Map<String, String> theirs = new TreeMap<>(Compose.environment("kafka"));
        theirs.remove("KAFKA_LOG_DIRS"); // compose keeps them in a volume
        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        ours.keySet().removeIf(name -> name.contains("LISTENER"));
        assertThat(theirs).containsAllEntriesOf(ours);
    }

    private static JsonNode container(String server) {
        return servers.named("Deployment " + server).at("/spec/template/spec/containers/0");
    }
}
