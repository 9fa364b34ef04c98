package dev.elch.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.dlq.FakeDeliveryService.Outcome;
import dev.elch.testkit.stack.Stack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Dead letters are sent to a topic outside Elch that the configuration allows. */
class HandOverIT {

    private final RunningService service = RunningService.shared();
    private final WebTestClient operator = service.as(Services.OPERATOR);
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String kind = "other_" + run;
    private final ReplayOperator replays = new ReplayOperator(kind);
    private final Map<String, Object> order = new HashMap<>(Map.of(
            "filter", Map.of("kind", kind), "topic", OtherTopic.NAME, "rate", 1_000, "reason", "they want to see it"));

    @Test
    void dead_letters_end_as_handed_over_once_the_broker_has_them() {
        List<String> keys = deadLetters(20);
        String job = replays.start(order);
        replays.await(job, "done");

        assertThat(replays.job(job))
                .containsEntry("topic", OtherTopic.NAME)
                .containsEntry("selected", 20)
                .containsEntry("handedOver", 20)
                .containsEntry("delivered", 0)
                .containsEntry("skipped", 0)
                .containsEntry("open", 0);
        List<ConsumerRecord<byte[], byte[]>> records = OtherTopic.records(run);
        assertThat(records)
                .extracting(record -> OtherTopic.headers(record).eventKey())
                .containsExactlyInAnyOrderElementsOf(keys);
        assertThat(records)
                .allMatch(record -> OtherTopic.headers(record).round() == 1)
                .allMatch(record -> record.value().length > 5);
        keys.forEach(key -> assertThat(state(key)).isEqualTo("handed-over"));
        assertThat(replays.get("/api/admin/dlq/audit")).contains("\"topic\":\"" + OtherTopic.NAME + "\"");
    }

    @Test
    void a_dead_letter_that_was_handed_over_can_be_taken_back_and_delivered() {
        String key = deadLetters(1).get(0);
        replays.await(replays.start(order), "done");
        Map<String, Object> many = new HashMap<>(Map.of("filter", Map.of("kind", kind), "reason", "all of them"));

        replays.post("/api/admin/dlq/restore", many)
                .expectBody()
                .jsonPath("$.deadLetters")
                .isEqualTo(0);
        assertThat(state(key))
                .as("who restores many means those that were set aside")
                .isEqualTo("handed-over");
        replays.post("/api/admin/dlq/" + key + "~0/restore", Map.of("reason", "they did not want it"))
                .expectStatus()
                .isOk();
        try (FakeDeliveryService delivery =
                new FakeDeliveryService(Stack.shared(), sent -> sent.equals(key) ? Outcome.SENT : null)) {
            order.remove("topic");
            replays.await(replays.start(order), "done");
            assertThat(delivery.deliveries()).containsOnlyKeys(key + "~1");
        }
        assertThat(state(key)).isEqualTo("delivered");
        assertThat(OtherTopic.records(run)).hasSize(1);
    }

    @Test
    void what_would_become_no_mail_here_may_go_to_another_topic() {
        service.deadLetter("no avro".getBytes(UTF_8), replays.headers(run + "-undecodable", 0));
        service.deadLetter("no avro".getBytes(UTF_8), replays.headers(run + "-looped", 5));
        service.awaitDeadLetter(run + "-undecodable");
        service.awaitDeadLetter(run + "-looped");

        assertThat(JsonPath.<Integer>read(preview(Topics.REPLAY), "$.sent")).isZero();
        assertThat(JsonPath.<Integer>read(preview(OtherTopic.NAME), "$.sent")).isEqualTo(2);
        replays.await(replays.start(order), "done");
        assertThat(OtherTopic.records(run))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("no avro", "no avro");
    }

    @Test
    void the_preview_names_where_dead_letters_may_go() {
        deadLetters(1);

        assertThat(JsonPath.<List<String>>read(preview(null), "$.topics"))
                .containsExactly(Topics.REPLAY, OtherTopic.NAME, OtherTopic.PASSING);
        assertThat(JsonPath.<String>read(preview(null), "$.topic")).isEqualTo(Topics.REPLAY);
        assertThat(JsonPath.<String>read(preview(OtherTopic.NAME), "$.topic")).isEqualTo(OtherTopic.NAME);
    }

    @Test
    void a_topic_that_is_not_on_the_list_is_refused_and_nothing_is_done() {
        String key = deadLetters(1).get(0);
        order.put("topic", Topics.USER_SIGNED_IN);
        for (String path : List.of(ReplayOperator.REPLAYS, ReplayOperator.REPLAYS + "/preview")) {
            replays.post(path, order)
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("topic")
                    .jsonPath("$.errors[0].message")
                    .isEqualTo(
                            "must be one of user-signed-in.replay, topic-of-another-team, topic-that-goes-away (elch.replay.topics)");
        }
        assertThat(state(key)).isEqualTo("open");
    }

    @Test
    void a_job_whose_topic_is_gone_can_be_cancelled_and_holds_up_no_other() throws Exception {
        String key = deadLetters(1).get(0);
        OtherTopic.deletePassing();
        order.put("topic", OtherTopic.PASSING);
        String stuck = replays.start(order);
        RunningService.await(() -> (int) replays.job(stuck).get("selected") == 1);
        service.deadLetter(run + "-free", new DeliveryHeaders.Cause(kind + "_free", "", "whatever"));
        service.awaitDeadLetter(run + "-free");

        replays.await(
                replays.start(Map.of(
                        "filter", Map.of("kind", kind + "_free"), "topic", OtherTopic.NAME, "reason", "another")),
                "done");
        assertThat(replays.job(stuck)).containsEntry("state", "running").containsEntry("open", 1);
        replays.post(ReplayOperator.REPLAYS + "/" + stuck + "/cancel", Map.of("reason", "it is gone"))
                .expectStatus()
                .isOk();
        replays.await(stuck, "cancelled");
        assertThat(state(key)).isEqualTo("open");
    }

    @Test
    void the_same_dead_letters_to_another_topic_are_another_order() {
        deadLetters(3);
        String key = UUID.randomUUID().toString();
        String job = replays.start(order, key);
        assertThat(replays.start(order, key)).isEqualTo(job);
        order.remove("topic");

        operator.post()
                .uri(ReplayOperator.REPLAYS)
                .header("Idempotency-Key", key)
                .bodyValue(order)
                .exchange()
                .expectStatus()
                .isEqualTo(409);
        replays.await(job, "done");
        assertThat(OtherTopic.records(run)).hasSize(3);
    }

    private List<String> deadLetters(int count) {
        return replays.deadLetters(count, number -> run + "-" + number);
    }

    private String preview(String topic) {
        order.put("topic", topic);
        return Answers.success(replays.post(ReplayOperator.REPLAYS + "/preview", order));
    }

    private String state(String key) {
        return JsonPath.read(replays.get("/api/admin/dlq/" + key + "~0"), "$.state");
    }
}
