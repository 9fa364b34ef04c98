package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.dlq.FakeDeliveryService.Outcome;
import dev.elch.testkit.process.ServiceProcess;
import dev.elch.testkit.stack.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The service is killed with {@code kill -9} in the middle of a replay. */
class ReplayCrashIT {

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private WebTestClient operator;

    @TempDir
    Path logs;

    @ParameterizedTest
    @CsvSource({Topics.REPLAY + ", delivered", OtherTopic.NAME + ", handedOver"})
    void each_dead_letter_is_sent_once_although_the_service_is_killed(String topic, String outcome) {
        replayWhileTheServiceIsKilled(topic, outcome, 120, 1);
    }

    @ParameterizedTest
    @CsvSource({Topics.REPLAY + ", delivered", OtherTopic.NAME + ", handedOver"})
    @Tag("slow")
    void each_of_many_dead_letters_is_sent_once_although_the_service_is_killed_again_and_again(
            String topic, String outcome) {
        replayWhileTheServiceIsKilled(topic, outcome, 400, 3);
    }

    private void replayWhileTheServiceIsKilled(String topic, String outcome, int deadLetters, int kills) {
        List<String> keys = IntStream.range(0, deadLetters)
                .mapToObj(i -> "crash-" + run + "-" + i)
                .toList();
        keys.forEach(key ->
                RunningService.shared().deadLetter(key, new DeliveryHeaders.Cause("crash_" + run, "", "whatever")));
        DlqProcess program = new DlqProcess(
                "crash-" + run,
                logs,
                "--elch.replay.lease=2s",
                "--spring.kafka.consumer.properties.session.timeout.ms=5000",
                "--spring.kafka.consumer.properties.heartbeat.interval.ms=1000");
        operator = program.as(Services.OPERATOR);
        Outcome answer = topic.equals(Topics.REPLAY) ? Outcome.SENT : Outcome.SILENT;
        try (FakeDeliveryService delivery =
                new FakeDeliveryService(Stack.shared(), topic, key -> keys.contains(key) ? answer : null)) {
            String job = null;
            for (int kill = 0; kill < kills; kill++) {
                int sentBefore = delivery.deliveries().size();
                try (ServiceProcess victim = program.start()) {
                    if (job == null) {
                        RunningService.await(() -> count("$.selected", preview()) == deadLetters);
                        job = order(topic);
                    }
                    RunningService.await(() -> delivery.deliveries().size() > sentBefore + 30);
                    victim.kill();
                }
            }
            assertThat(delivery.deliveries().size())
                    .as("sent before the last crash")
                    .isLessThan(deadLetters);
            String ordered = job;
            try (ServiceProcess survivor = program.start()) {
                RunningService.await(
                        () -> JsonPath.<String>read(job(ordered), "$.state").equals("done"));

                assertThat(survivor.isAlive()).isTrue();
                assertThat(count("$." + outcome, job(ordered))).isEqualTo(deadLetters);
                assertThat(replaying()).as("dead letters that a job still has").isZero();
                assertThat(count("$.open", job(ordered))).isZero();
            }
            assertThat(delivery.deliveries()).hasSize(deadLetters);
            assertThat(delivery.deliveries().values()).containsOnly(1);
        }
    }

    private String preview() {
        return post("/api/admin/dlq/replays/preview", Map.of("filter", Map.of("kind", "crash_" + run)));
    }

    private String order(String topic) {
        String job = post(
                "/api/admin/dlq/replays",
                Map.of(
                        "filter",
                        Map.of("kind", "crash_" + run),
                        "topic",
                        topic,
                        "rate",
                        40,
                        "reason",
                        "the relay works again"));
        return JsonPath.read(job, "$.id");
    }

    private String job(String id) {
        return operator.get()
                .uri("/api/admin/dlq/replays/" + id)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private String post(String uri, Object body) {
        return operator.post()
                .uri(uri)
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private int replaying() {
        String page = operator.get()
                .uri("/api/admin/dlq?state=replaying&kind=crash_" + run)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return JsonPath.<List<?>>read(page, "$.deadLetters").size();
    }

    private static int count(String path, String json) {
        try {
            return JsonPath.<Integer>read(json, path);
        } catch (PathNotFoundException e) {
            return -1;
        }
    }
}
