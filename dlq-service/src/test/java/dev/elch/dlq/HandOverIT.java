package dev.elch.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.dlq.Postman.Fate;
import dev.elch.testkit.stack.Stack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Letters are sent to a topic of somebody else, which a list allows. */
class HandOverIT {

    private static final String REPLAYS = "/api/admin/dlq/replays";

    private final RunningService service = RunningService.shared();
    private final WebTestClient operator = service.as(Services.OPERATOR);
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String kind = "other_" + run;
    private final Map<String, Object> order = new HashMap<>(Map.of(
            "filter", Map.of("kind", kind), "topic", OtherTopic.NAME, "rate", 1_000, "reason", "they want to see it"));

    @Test
    void letters_end_as_handed_over_once_the_broker_has_them() {
        List<String> keys = letters(20);
        String job = start(order);
        await(job, "done");

        assertThat(job(job))
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
        assertThat(get("/api/admin/dlq/audit")).contains("\"topic\":\"" + OtherTopic.NAME + "\"");
    }

    @Test
    void a_letter_that_was_handed_over_can_be_taken_back_and_delivered() {
        String key = letters(1).get(0);
        await(start(order), "done");
        Map<String, Object> many = new HashMap<>(Map.of("filter", Map.of("kind", kind), "reason", "all of them"));

        post("/api/admin/dlq/restore", many).expectBody().jsonPath("$.letters").isEqualTo(0);
        assertThat(state(key))
                .as("who restores many means those that were set aside")
                .isEqualTo("handed-over");
        post("/api/admin/dlq/" + key + "~0/restore", Map.of("reason", "they did not want it"))
                .expectStatus()
                .isOk();
        try (Postman postman = new Postman(Stack.shared(), sent -> sent.equals(key) ? Fate.SENT : null)) {
            order.remove("topic");
            await(start(order), "done");
            assertThat(postman.deliveries()).containsOnlyKeys(key + "~1");
        }
        assertThat(state(key)).isEqualTo("delivered");
        assertThat(OtherTopic.records(run)).hasSize(1);
    }

    @Test
    void what_would_become_no_mail_here_may_go_to_somebody_else() {
        service.letter("no avro".getBytes(UTF_8), headers(run + "-undecodable", 0));
        service.letter("no avro".getBytes(UTF_8), headers(run + "-looped", 5));
        service.awaitLetter(run + "-undecodable");
        service.awaitLetter(run + "-looped");

        assertThat(JsonPath.<Integer>read(preview(Topics.REPLAY), "$.sent")).isZero();
        assertThat(JsonPath.<Integer>read(preview(OtherTopic.NAME), "$.sent")).isEqualTo(2);
        await(start(order), "done");
        assertThat(OtherTopic.records(run))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("no avro", "no avro");
    }

    @Test
    void the_preview_names_where_letters_may_go() {
        letters(1);

        assertThat(JsonPath.<List<String>>read(preview(null), "$.topics"))
                .containsExactly(Topics.REPLAY, OtherTopic.NAME, OtherTopic.PASSING);
        assertThat(JsonPath.<String>read(preview(null), "$.topic")).isEqualTo(Topics.REPLAY);
        assertThat(JsonPath.<String>read(preview(OtherTopic.NAME), "$.topic")).isEqualTo(OtherTopic.NAME);
    }

    @Test
    void a_topic_that_is_not_on_the_list_is_refused_and_nothing_is_done() {
        String key = letters(1).get(0);
        order.put("topic", Topics.USER_SIGNED_IN);
        for (String path : List.of(REPLAYS, REPLAYS + "/preview")) {
            post(path, order)
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
        String key = letters(1).get(0);
        OtherTopic.deletePassing();
        order.put("topic", OtherTopic.PASSING);
        String stuck = start(order);
        RunningService.await(() -> (int) job(stuck).get("selected") == 1);
        service.letter(run + "-free", new DeliveryHeaders.Cause(kind + "_free", "", "whatever"));
        service.awaitLetter(run + "-free");

        await(
                start(Map.of("filter", Map.of("kind", kind + "_free"), "topic", OtherTopic.NAME, "reason", "another")),
                "done");
        assertThat(job(stuck)).containsEntry("state", "running").containsEntry("open", 1);
        post(REPLAYS + "/" + stuck + "/cancel", Map.of("reason", "it is gone"))
                .expectStatus()
                .isOk();
        await(stuck, "cancelled");
        assertThat(state(key)).isEqualTo("open");
    }

    @Test
    void the_same_letters_to_another_topic_are_another_order() {
        letters(3);
        String key = UUID.randomUUID().toString();
        String job = start(order, key);
        assertThat(start(order, key)).isEqualTo(job);
        order.remove("topic");

        operator.post()
                .uri(REPLAYS)
                .header("Idempotency-Key", key)
                .bodyValue(order)
                .exchange()
                .expectStatus()
                .isEqualTo(409);
        await(job, "done");
        assertThat(OtherTopic.records(run)).hasSize(3);
    }

    private List<String> letters(int count) {
        List<String> keys =
                IntStream.range(0, count).mapToObj(i -> run + "-" + i).toList();
        keys.forEach(key -> service.letter(key, new DeliveryHeaders.Cause(kind, "", "whatever")));
        keys.forEach(service::awaitLetter);
        return keys;
    }

    private DeliveryHeaders headers(String key, int round) {
        return new DeliveryHeaders(
                key, 1, round, null, null, new DeliveryHeaders.Cause(kind, "", "x"), "user-signed-in-0-1", 0);
    }

    private String preview(String topic) {
        order.put("topic", topic);
        return body(post(REPLAYS + "/preview", order));
    }

    private String start(Map<String, Object> body) {
        return start(body, UUID.randomUUID().toString());
    }

    private String start(Map<String, Object> body, String key) {
        return JsonPath.read(
                body(operator.post()
                        .uri(REPLAYS)
                        .header("Idempotency-Key", key)
                        .bodyValue(body)
                        .exchange()),
                "$.id");
    }

    private void await(String job, String state) {
        RunningService.await(() -> state.equals(job(job).get("state")));
    }

    private Map<String, Object> job(String id) {
        Map<String, Object> job = JsonPath.read(get(REPLAYS + "/" + id), "$");
        int sum = (int) job.get("delivered")
                + (int) job.get("failedAgain")
                + (int) job.get("handedOver")
                + (int) job.get("skipped")
                + (int) job.get("open");
        if (!"freezing".equals(job.get("state"))) {
            assertThat(sum).as("the balance of %s", job).isEqualTo(job.get("selected"));
        }
        return job;
    }

    private String state(String key) {
        return JsonPath.read(get("/api/admin/dlq/" + key + "~0"), "$.state");
    }

    private String get(String uri) {
        return body(operator.get().uri(uri).exchange());
    }

    private WebTestClient.ResponseSpec post(String uri, Object body) {
        return operator.post().uri(uri).bodyValue(body).exchange();
    }

    private static String body(WebTestClient.ResponseSpec response) {
        return response.expectStatus()
                .is2xxSuccessful()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
