package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.dlq.Postman.Fate;
import dev.elch.testkit.process.ServiceProcess;
import dev.elch.testkit.stack.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The service is killed with {@code kill -9} in the middle of a replay. */
class ReplayCrashIT {

    private static final int LETTERS = 400;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private WebTestClient operator;

    @TempDir
    Path logs;

    @ParameterizedTest
    @CsvSource({Topics.REPLAY + ", delivered", OtherTopic.NAME + ", handedOver"})
    void each_letter_is_sent_once_although_the_service_is_killed_twice(String topic, String outcome) {
        List<String> keys = IntStream.range(0, LETTERS)
                .mapToObj(i -> "crash-" + run + "-" + i)
                .toList();
        keys.forEach(
                key -> RunningService.shared().letter(key, new DeliveryHeaders.Cause("crash_" + run, "", "whatever")));
        DlqProcess program = new DlqProcess("crash-" + run, logs, "--elch.replay.lease=2s");
        operator = program.as(Services.OPERATOR);
        Fate fate = topic.equals(Topics.REPLAY) ? Fate.SENT : Fate.SILENT;
        try (Postman postman = new Postman(Stack.shared(), topic, key -> keys.contains(key) ? fate : null)) {
            String job;
            try (ServiceProcess first = program.start()) {
                RunningService.await(() -> count("$.selected", preview()) == LETTERS);
                job = order(topic);
                RunningService.await(() -> postman.deliveries().size() > 30);
                first.kill();
            }
            int sentBeforeTheFirstCrash = postman.deliveries().size();
            try (ServiceProcess second = program.start()) {
                RunningService.await(() -> postman.deliveries().size() > sentBeforeTheFirstCrash + 50);
                second.kill();
            }
            assertThat(postman.deliveries().size())
                    .as("sent before the second crash")
                    .isLessThan(LETTERS);
            try (ServiceProcess third = program.start()) {
                RunningService.await(
                        () -> JsonPath.<String>read(job(job), "$.state").equals("done"));

                assertThat(third.isAlive()).isTrue();
                assertThat(count("$." + outcome, job(job))).isEqualTo(LETTERS);
                assertThat(replaying()).as("letters that a job still has").isZero();
                assertThat(count("$.open", job(job))).isZero();
            }
            assertThat(postman.deliveries()).hasSize(LETTERS);
            assertThat(postman.deliveries().values()).containsOnly(1);
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
        return JsonPath.<List<?>>read(page, "$.letters").size();
    }

    private static int count(String path, String json) {
        try {
            return JsonPath.<Integer>read(json, path);
        } catch (PathNotFoundException e) {
            return -1;
        }
    }
}
