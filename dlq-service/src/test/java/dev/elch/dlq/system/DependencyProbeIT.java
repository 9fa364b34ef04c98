package dev.elch.dlq.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.elch.contract.Topics;
import dev.elch.contract.deployment.ContractDifferences;
import dev.elch.testkit.stack.EmbeddedStack;
import dev.elch.testkit.stack.StackProgress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** What is wrong with broker, registry and database is said about each of them, while the others are in order. */
class DependencyProbeIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final URI NO_REGISTRY = URI.create("http://127.0.0.1:1/apis/registry/v3");
    private static final String NO_BROKER = "127.0.0.1:1";

    @TempDir
    private Path folder;

    @Test
    void differences_from_the_contract_are_named() throws Exception {
        try (EmbeddedStack stack = EmbeddedStack.start(EmbeddedStack.options(folder), StackProgress.SILENT)) {
            assertThat(findings(stack.bootstrapServers(), stack.registryUrl(), Mono.just("pong")))
                    .isEmpty();

            changeRetention(stack.bootstrapServers());
            unregister(stack.registryUrl());
            assertThat(awaitTwo(stack))
                    .extracting(Finding::id, Finding::severity, Finding::about)
                    .containsExactly(
                            tuple("topics_differ", Severity.WARNING, "Kafka"),
                            tuple("schemas_differ", Severity.WARNING, "schema registry"));
            assertThat(awaitTwo(stack).get(0).what()).contains("retention.ms 60000 -> 604800000");
            assertThat(awaitTwo(stack).get(1).what()).contains(Topics.valueSubject(Topics.USER_SIGNED_IN));
        }
    }

    @Test
    void a_dependency_that_does_not_answer_is_critical_and_hides_none_of_the_others() {
        List<Finding> found = findings(
                NO_BROKER, NO_REGISTRY, Mono.error(new IllegalStateException("no server of the replica set answers")));

        assertThat(found)
                .extracting(Finding::id, Finding::severity, Finding::about)
                .containsExactly(
                        tuple("dependency_silent", Severity.CRITICAL, "MongoDB"),
                        tuple("dependency_silent", Severity.CRITICAL, "Kafka"),
                        tuple("dependency_silent", Severity.CRITICAL, "schema registry"));
        assertThat(found.get(0).what()).contains("no server of the replica set answers");
        assertThat(found).allSatisfy(finding -> assertThat(finding.what()).doesNotContain("Exception"));
    }

    private static List<Finding> findings(String brokers, URI registry, Mono<?> ping) {
        return new DependencyProbe(
                        new ContractDifferences(Map.of("bootstrap.servers", List.of(brokers)), registry), ping)
                .findings()
                .blockOptional(LIMIT)
                .orElseThrow();
    }

    /** A broker shows a change a moment after it has acknowledged it. Gives up after 30 s with what it saw last. */
    private static List<Finding> awaitTwo(EmbeddedStack stack) {
        long end = System.nanoTime() + LIMIT.toNanos();
        List<Finding> seen = findings(stack.bootstrapServers(), stack.registryUrl(), Mono.just("pong"));
        while (seen.size() < 2 && System.nanoTime() < end) {
            seen = findings(stack.bootstrapServers(), stack.registryUrl(), Mono.just("pong"));
        }
        return seen;
    }

    private static void changeRetention(String brokers) throws Exception {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, Topics.NOTIFICATION_SETTLED),
                List.of(new AlterConfigOp(new ConfigEntry("retention.ms", "60000"), AlterConfigOp.OpType.SET)));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.incrementalAlterConfigs(changes).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static void unregister(URI registry) throws Exception {
        URI subject = registry.resolve("/apis/ccompat/v7/subjects/" + Topics.valueSubject(Topics.USER_SIGNED_IN));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(subject).DELETE().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
