package dev.elch.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.elch.dlq.FakeDeliveryService.Outcome;
import dev.elch.testkit.stack.Stack;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Dead letters are sent again and followed to their final outcome. */
class ReplayIT {

    private final RunningService service = RunningService.shared();
    private final WebTestClient operator = service.as(Services.OPERATOR);
    private final String kind = "kind_" + UUID.randomUUID().toString().substring(0, 8);
    private final ReplayOperator replays = new ReplayOperator(kind);
    private final Map<String, Object> order =
            Map.of("filter", Map.of("kind", kind), "rate", 1_000, "reason", "the relay works again");

    @Test
    void every_dead_letter_is_sent_once_and_followed_to_its_outcome() {
        List<String> keys = deadLetters(50);
        try (FakeDeliveryService delivery = new FakeDeliveryService(
                Stack.shared(), key -> keys.contains(key) ? outcome(keys.indexOf(key)) : null)) {
            String job = replays.start(order);

            replays.await(job, "done");

            assertThat(delivery.deliveries()).hasSize(50).containsValues(1);
            assertThat(delivery.deliveries().values()).containsOnly(1);
            assertThat(delivery.deliveries().keySet()).allMatch(key -> key.endsWith("~1"));
            assertThat(replays.job(job))
                    .containsEntry("selected", 50)
                    .containsEntry("delivered", 40)
                    .containsEntry("failedAgain", 5)
                    .containsEntry("skipped", 5)
                    .containsEntry("open", 0)
                    .containsEntry("skippedFor", Map.of("over_quota", 5));
        }
        assertThat(states(keys.get(0))).containsExactlyInAnyOrder("failed-again", "open");
        assertThat(states(keys.get(1))).containsExactly("dropped");
        assertThat(states(keys.get(2))).containsExactly("delivered");
    }

    private static Outcome outcome(int index) {
        return switch (index % 10) {
            case 0 -> Outcome.DEAD;
            case 1 -> Outcome.SUPPRESSED;
            default -> Outcome.SENT;
        };
    }

    @Test
    void what_the_preview_says_is_what_happens() {
        List<String> keys = deadLetters(3);
        service.deadLetter("undecodable".getBytes(UTF_8), replays.headers(kind + "-x", 0));
        service.awaitDeadLetter(kind + "-x");

        operator.post()
                .uri(ReplayOperator.REPLAYS + "/preview")
                .bodyValue(order)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.selected")
                .isEqualTo(4)
                .jsonPath("$.sent")
                .isEqualTo(3)
                .jsonPath("$.skipped.undecodable")
                .isEqualTo(1)
                .jsonPath("$.filter.state")
                .isEqualTo("open");
        try (FakeDeliveryService delivery = delivery(keys, Outcome.SENT)) {
            String job = replays.start(order);
            replays.await(job, "done");

            assertThat(delivery.deliveries()).hasSize(keys.size());
            assertThat(replays.job(job))
                    .containsEntry("selected", 4)
                    .containsEntry("delivered", 3)
                    .containsEntry("skippedFor", Map.of("undecodable", 1));
        }
    }

    @Test
    void dead_letters_that_come_after_the_order_do_not_belong_to_it() {
        List<String> keys = new CopyOnWriteArrayList<>(deadLetters(5));
        try (FakeDeliveryService delivery = delivery(keys, Outcome.SILENT)) {
            String job = replays.start(order);
            keys.addAll(deadLetters(5));
            replays.await(job, "waiting");

            assertThat(replays.job(job)).containsEntry("selected", 5).containsEntry("open", 5);
            assertThat(delivery.deliveries()).hasSize(5);
        }
    }

    @Test
    void two_operators_at_the_same_moment_start_one_job() {
        List<String> keys = deadLetters(20);
        try (FakeDeliveryService delivery = delivery(keys, Outcome.SENT)) {
            List<String> jobs = Flux.range(0, 6)
                    .flatMap(
                            i -> Mono.fromCallable(() -> replays.start(order)).subscribeOn(Schedulers.boundedElastic()))
                    .collectList()
                    .block();

            assertThat(jobs).hasSize(6).containsOnly(jobs.get(0));
            replays.await(jobs.get(0), "done");
            assertThat(delivery.deliveries()).hasSize(20);
            assertThat(delivery.deliveries().values()).containsOnly(1);
        }
    }

    @Test
    void the_same_key_leads_to_the_same_job_even_when_it_is_done() {
        List<String> keys = deadLetters(2);
        try (FakeDeliveryService delivery = delivery(keys, Outcome.SENT)) {
            String first = replays.start(order, kind);
            replays.await(first, "done");

            assertThat(replays.start(order, kind)).isEqualTo(first);
            assertThat(delivery.deliveries()).hasSize(2);
        }
        operator.post()
                .uri(ReplayOperator.REPLAYS)
                .header("Idempotency-Key", kind)
                .bodyValue(Map.of("filter", Map.of("kind", "another"), "reason", "x"))
                .exchange()
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void overlapping_selections_send_no_dead_letter_twice() {
        List<String> keys = deadLetters(10);
        try (FakeDeliveryService delivery = delivery(keys, Outcome.SENT)) {
            String one = replays.start(order);
            String other = replays.start(Map.of(
                    "filter", Map.of("user", "github:1", "text", kind, "state", "open,replaying"), "reason", "also"));
            replays.await(one, "done");
            replays.await(other, "done");

            assertThat(delivery.deliveries().keySet()).hasSize(keys.size());
            assertThat(delivery.deliveries().values()).containsOnly(1);
        }
    }

    @Test
    void a_job_pauses_itself_when_replays_fail_again_and_nothing_loops() {
        List<String> keys = deadLetters(200);
        try (FakeDeliveryService delivery = delivery(keys, Outcome.DEAD)) {
            String job = replays.start(Map.of("filter", Map.of("kind", kind), "rate", 50, "reason", "try"));

            replays.await(job, "paused");

            assertThat((String) replays.job(job).get("why")).contains("failed again");
            assertThat(delivery.deliveries().size()).isLessThan(keys.size());
            replays.post(ReplayOperator.REPLAYS + "/" + job + "/cancel", Map.of("reason", "still broken"))
                    .expectStatus()
                    .isOk();
            replays.await(job, "cancelled");
            RunningService.await(() -> (int) replays.job(job).get("open") == 0);
            Map<String, Object> end = replays.job(job);
            assertThat((int) end.get("failedAgain") + (int) end.get("skipped")).isEqualTo(200);
        }
    }

    @Test
    void nothing_is_replayed_beyond_the_loop_guard() {
        service.deadLetter("garbage".getBytes(UTF_8), replays.headers(kind, 3));
        service.awaitDeadLetter(kind);

        String job = replays.start(order);
        replays.await(job, "done");

        assertThat(replays.job(job)).containsEntry("skippedFor", Map.of("loop_guard", 1));
    }

    @Test
    void a_job_is_paused_resumed_and_cancelled() {
        List<String> keys = deadLetters(300);
        try (FakeDeliveryService delivery = delivery(keys, Outcome.SENT)) {
            String job = replays.start(Map.of("filter", Map.of("kind", kind), "rate", 20, "reason", "slowly"));
            RunningService.await(() -> (int) replays.job(job).get("selected") == 300);
            replays.post(ReplayOperator.REPLAYS + "/" + job + "/pause", Map.of("reason", "lunch"))
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.state")
                    .isEqualTo("paused");
            replays.post(ReplayOperator.REPLAYS + "/" + job + "/pause", Map.of("reason", "lunch"))
                    .expectStatus()
                    .isEqualTo(409);
            replays.post(ReplayOperator.REPLAYS + "/" + job + "/resume", Map.of("reason", "back"))
                    .expectStatus()
                    .isOk();
            RunningService.await(() -> delivery.deliveries().size() > 5);
            replays.post(ReplayOperator.REPLAYS + "/" + job + "/cancel", Map.of("reason", "enough"))
                    .expectStatus()
                    .isOk();
            replays.await(job, "cancelled");
            RunningService.await(() -> (int) replays.job(job).get("open") == 0);

            Map<String, Object> end = replays.job(job);
            assertThat((int) end.get("delivered"))
                    .isEqualTo(delivery.deliveries().size());
            assertThat((int) end.get("delivered") + (int) end.get("skipped")).isEqualTo(300);
        }
        RunningService.await(() -> openDeadLetters() > 0);
    }

    private static FakeDeliveryService delivery(Collection<String> keys, Outcome outcome) {
        return new FakeDeliveryService(Stack.shared(), key -> keys.contains(key) ? outcome : null);
    }

    private int openDeadLetters() {
        String page = replays.get("/api/admin/dlq?limit=200&state=open&kind=" + kind);
        return JsonPath.<List<?>>read(page, "$.deadLetters").size();
    }

    private List<String> deadLetters(int count) {
        return replays.deadLetters(count, number -> UUID.randomUUID().toString());
    }

    private List<String> states(String key) {
        return JsonPath.read(replays.get("/api/admin/dlq?event=" + key), "$.deadLetters[*].state");
    }
}
