package dev.elch.dlq.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.dlq.Answers;
import dev.elch.dlq.RunningService;
import dev.elch.dlq.Services;
import dev.elch.dlq.access.IssuedTokens;
import dev.elch.dlq.audit.MongoAuditLog;
import dev.elch.dlq.deadletter.DeadLetterId;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.replay.Replays;
import dev.elch.testkit.stack.Stack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** An operator edits a dead letter, and the edited event is what is sent. */
class EditIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final RunningService service = RunningService.shared();
    private final WebTestClient oyun = service.as(Services.OPERATOR);
    private final WebTestClient ada = service.as(Services.ADMIN);
    private final String key = UUID.randomUUID().toString();
    private final DeadLetterId deadLetter = new DeadLetterId(key, 0);
    private final String path = "/api/admin/dlq/" + deadLetter;
    private final Map<String, Object> payload = new HashMap<>();

    @BeforeEach
    void send() {
        service.deadLetter(key, new DeliveryHeaders.Cause("edit_" + key.substring(0, 8), "", "whatever"));
        service.awaitDeadLetter(key);
        payload.putAll(JsonPath.read(shown(), "$.payload"));
    }

    @Test
    void an_edit_is_sent_in_the_next_round_and_the_dead_letter_stays_as_it_came() {
        String before = JsonPath.read(shown(), "$.raw.value");
        payload.put("email", "right@example.mn");
        payload.put("userId", "github:2");

        post(oyun, "/edit", Map.of("payload", payload, "reason", "a typo"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.job")
                .exists()
                .jsonPath("$.deadLetter.edits[0].state")
                .isEqualTo("approved")
                .jsonPath("$.deadLetter.edits[0].changes[?(@.pointer == '/email')].from")
                .isEqualTo("bat@example.mn");

        ConsumerRecord<byte[], byte[]> record = replayed();
        DeliveryHeaders headers = DeliveryHeaders.readFrom(record.headers(), Instant.now());
        assertThat(headers.isEdited()).isTrue();
        assertThat(headers.round()).isEqualTo(1);
        assertThat(new String(record.key(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("github:2");
        UserSignedIn event = WireFormat.deserializer(Stack.shared().registryUrl(), UserSignedIn.class)
                .deserialize(Topics.USER_SIGNED_IN, record.value());
        assertThat(event.getEmail()).isEqualTo("right@example.mn");
        assertThat(event.getEventKey()).isEqualTo(key);
        assertThat(JsonPath.<String>read(shown(), "$.raw.value")).isEqualTo(before);
        assertThat(JsonPath.<String>read(shown(), "$.payload.email")).isEqualTo("bat@example.mn");
        assertThat(actions()).containsExactly("replay", "edit");
    }

    @Test
    void what_does_not_fit_is_named_and_nothing_is_changed() {
        payload.put("email", 7);
        payload.put("eventkey", "x");

        post(oyun, "/edit", Map.of("payload", payload, "reason", "a typo"))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/email")
                .jsonPath("$.errors[0].message")
                .isEqualTo("is a number; it must be a text or null")
                .jsonPath("$.errors[1].pointer")
                .isEqualTo("/eventkey");

        assertThat(shown()).doesNotContain("\"edits\"");
        assertThat(actions()).isEmpty();
    }

    @Test
    void the_fields_that_can_be_edited_come_with_their_types() {
        String fields = get("/api/admin/dlq/fields");

        assertThat(JsonPath.<List<String>>read(fields, "$.fields[*].name"))
                .containsExactlyElementsOf(UserSignedIn.getClassSchema().getFields().stream()
                        .map(org.apache.avro.Schema.Field::name)
                        .toList());
        assertThat(JsonPath.<List<String>>read(fields, "$.fields[?(@.locked == true)].name"))
                .containsExactly("eventKey");
        assertThat(JsonPath.<List<Map<String, Object>>>read(fields, "$.fields[?(@.name == 'occurredAt')]"))
                .containsExactly(Map.of(
                        "name",
                        "occurredAt",
                        "type",
                        "instant",
                        "nullable",
                        false,
                        "locked",
                        false,
                        "doc",
                        "When the sign-in succeeded."));
    }

    @Test
    void an_edit_of_a_version_that_is_gone_is_a_conflict() {
        payload.put("email", "right@example.mn");

        oyun.post()
                .uri(path + "/edit")
                .header("If-Match", "\"7\"")
                .bodyValue(Map.of("payload", payload, "reason", "a typo"))
                .exchange()
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void with_four_eyes_nothing_is_sent_before_a_second_person_has_approved() {
        payload.put("email", "right@example.mn");
        assertThat(strict().edit(deadLetter, Map.copyOf(payload), "oyun", "a typo", Optional.empty())
                        .block())
                .isInstanceOf(EditResult.Kept.class);

        ada.post()
                .uri("/api/admin/dlq/replays/preview")
                .bodyValue(Map.of("filter", Map.of("id", deadLetter.toString())))
                .exchange()
                .expectBody()
                .jsonPath("$.skipped.edit_waits")
                .isEqualTo(1);
        post(oyun, "/edit/approve", Map.of("edit", 1, "reason", "by myself"))
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("You made this edit: a second person has to approve it.");
        post(ada, "/edit/approve", Map.of("edit", 2, "reason", "another one"))
                .expectStatus()
                .isEqualTo(409);
        post(ada, "/edit/approve", Map.of("edit", 1, "reason", "looks right"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.deadLetter.edits[0].decidedBy")
                .isEqualTo("ada")
                .jsonPath("$.job")
                .exists();

        assertThat(DeliveryHeaders.readFrom(replayed().headers(), Instant.now()).isEdited())
                .isTrue();
        assertThat(actions()).containsExactly("replay", "approve edit", "edit");
    }

    @Test
    void a_token_is_no_second_pair_of_eyes_for_the_person_who_made_it() {
        payload.put("email", "right@example.mn");
        strict().edit(deadLetter, Map.copyOf(payload), "ada", "a typo", Optional.empty())
                .block();
        WebTestClient first = service.as(tokenMadeBy(ada, "admin"));
        WebTestClient second = service.as(tokenMadeBy(first, "operator"));

        for (WebTestClient own : List.of(ada, first, second)) {
            post(own, "/edit/approve", Map.of("edit", 1, "reason", "by myself"))
                    .expectStatus()
                    .isForbidden();
        }
        post(oyun, "/edit/approve", Map.of("edit", 1, "reason", "looks right"))
                .expectStatus()
                .isOk();
    }

    private static String tokenMadeBy(WebTestClient admin, String role) {
        String name = "t-" + UUID.randomUUID().toString().substring(0, 8);
        return JsonPath.read(
                admin.post()
                        .uri("/api/admin/dlq/tokens")
                        .bodyValue(Map.of("name", name, "role", role))
                        .exchange()
                        .expectStatus()
                        .isCreated()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody(),
                "$.token");
    }

    @Test
    void an_edit_that_is_withdrawn_leaves_the_dead_letter_as_it_was() {
        payload.put("email", "right@example.mn");
        strict().edit(deadLetter, Map.copyOf(payload), "oyun", "a typo", Optional.empty())
                .block();

        post(oyun, "/edit/withdraw", Map.of("edit", 1, "reason", "no"))
                .expectStatus()
                .isOk();

        post(ada, "/edit/approve", Map.of("edit", 1, "reason", "late"))
                .expectStatus()
                .isEqualTo(409);
        assertThat(JsonPath.<String>read(shown(), "$.edits[0].state")).isEqualTo("withdrawn");
    }

    @Test
    void viewers_see_what_was_changed_but_no_address() {
        payload.put("email", "right@example.mn");
        strict().edit(deadLetter, Map.copyOf(payload), "oyun", "a typo", Optional.empty())
                .block();

        String seen = service.as(Services.VIEWER)
                .get()
                .uri(path)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(JsonPath.<List<String>>read(seen, "$.edits[0].changes[*].pointer"))
                .containsExactly("/email");
        assertThat(seen).doesNotContain("right@example.mn").doesNotContain("bat@example.mn");
    }

    /** The same service with the four-eyes option. */
    private Edits strict() {
        return new Edits(
                service.context().getBean(MongoDeadLetters.class),
                new MongoEdits(service.context().getBean(MongoDatabase.class)),
                service.context().getBean(Replays.class),
                service.context().getBean(MongoAuditLog.class),
                new RegistryEncoder(Stack.shared().registryUrl()),
                new EditProperties(true),
                service.context().getBean(IssuedTokens.class)::makerOf,
                Clock.systemUTC());
    }

    private WebTestClient.ResponseSpec post(WebTestClient client, String verb, Map<String, ?> body) {
        return client.post().uri(path + verb).bodyValue(body).exchange();
    }

    private String shown() {
        return get(path);
    }

    private String get(String uri) {
        return Answers.read(oyun, uri);
    }

    /** What the audit log has about this dead letter, newest first. */
    private List<String> actions() {
        return JsonPath.read(
                get("/api/admin/dlq/audit"),
                "$[?(@.details.deadLetter == '" + deadLetter + "' || @.details.filter == 'id=" + deadLetter
                        + " & state=open')].action");
    }

    /** The record that came over the replay topic. */
    private ConsumerRecord<byte[], byte[]> replayed() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", Stack.shared().bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(Topics.REPLAY).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            Instant limit = Instant.now().plus(LIMIT);
            while (Instant.now().isBefore(limit)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(DeliveryHeaders.readFrom(record.headers(), Instant.now())
                            .eventKey())) {
                        return record;
                    }
                }
            }
            throw new AssertionError("dead letter " + deadLetter + " was not replayed within " + LIMIT);
        }
    }
}
