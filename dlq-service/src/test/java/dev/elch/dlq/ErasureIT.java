package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.testkit.stack.Stack;
import dev.elch.testkit.stack.database.MongoStoredText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A person who is erased is in no collection any more, and what was done stays in the audit log. */
class ErasureIT {

    private static final String ERASURES = "/api/admin/dlq/erasures";

    private final RunningService service = RunningService.shared();
    private final WebTestClient oyun = service.as(Services.OPERATOR);
    private final WebTestClient ada = service.as(Services.ADMIN);
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String userId = "github:" + UUID.randomUUID();
    private final String address = "sarnai-" + unique + "@example.mn";
    private final String login = "sarnai" + unique;
    private final String name = "Sarnai " + unique + " Bold";
    private final List<String> words = List.of(userId, address, login, name);

    @Test
    void is_in_no_collection_any_more_and_what_was_done_stays_in_the_audit_log() {
        deadLetter();
        String discarded = deadLetter();
        post(oyun, "/api/admin/dlq/" + discarded + "~0/discard", Map.of("reason", login + " asked us to"));
        post(
                oyun,
                "/api/admin/dlq/restore",
                Map.of("filter", Map.of("user", userId, "text", address), "reason", name + " waits for it"));
        String other = service.openDeadLetter("kind_" + unique);
        assertThat(stored()).contains("dlq_letters: " + address, "dlq_audit: " + login);

        assertThat(get(ada, ERASURES + "?userId=" + userId)).contains(address, login, name);
        String done = post(
                ada, ERASURES, Map.of("userId", userId, "words", List.of(login), "reason", "ticket 7 of " + address));

        assertThat(stored()).isEmpty();
        assertThat(JsonPath.<Integer>read(done, "$.erased.dlq_letters")).isGreaterThanOrEqualTo(2);
        assertThat(JsonPath.<Integer>read(done, "$.erased.dlq_audit")).isGreaterThanOrEqualTo(1);
        assertThat(JsonPath.<Integer>read(done, "$.busy")).isZero();
        assertThat(get(ada, "/api/admin/dlq/audit"))
                .contains("\"erase person\"", "ticket 7 of [erased]", "[erased] asked us to", discarded + "~0");
        assertThat(get(ada, "/api/admin/dlq/audit/verify")).contains("\"intact\":true");
        assertThat(get(oyun, "/api/admin/dlq/" + discarded + "~0")).contains("\"expired\"");
        assertThat(get(oyun, "/api/admin/dlq/" + other + "~0")).contains("\"open\"");
    }

    @Test
    void a_viewer_reads_no_hash_of_what_was_erased() {
        String discarded = deadLetter();
        post(oyun, "/api/admin/dlq/" + discarded + "~0/discard", Map.of("reason", login + " asked us to"));
        post(ada, ERASURES, Map.of("userId", userId, "words", List.of(login), "reason", "ticket 8"));

        String log = get(service.as(Services.VIEWER), "/api/admin/dlq/audit");

        assertThat(JsonPath.<List<Map<String, String>>>read(log, "$[?(@.action == 'erase from entries')].details"))
                .isNotEmpty()
                .allSatisfy(details -> assertThat(details).isEmpty());
    }

    @Test
    void a_person_who_was_an_operator_keeps_no_login_and_no_token() {
        WebTestClient person =
                service.as(Services.PEOPLE.tokenWith(Map.of("preferred_username", login), userId, "admin"));
        get(person, "/api/admin/dlq/me");
        String token = JsonPath.read(
                post(person, "/api/admin/dlq/tokens", Map.of("name", "t-" + unique, "role", "operator")), "$.token");
        get(service.as(token), "/api/admin/dlq/me");

        post(ada, ERASURES, Map.of("userId", userId, "reason", "left us"));

        assertThat(stored()).containsExactly("dlq_audit: " + userId);
        assertThat(service.as(token)
                        .get()
                        .uri("/api/admin/dlq/me")
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value())
                .isEqualTo(401);
    }

    @Test
    void names_what_is_wrong_with_the_order() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("reason", "x"),
                Map.of("userId", " ", "reason", "x"),
                Map.of("userId", userId),
                Map.of("userId", userId, "reason", "x", "words", List.of(" ")))) {
            ada.post().uri(ERASURES).bodyValue(wrong).exchange().expectStatus().isBadRequest();
        }
    }

    private String deadLetter() {
        String key = UUID.randomUUID().toString();
        UserSignedIn event = UserSignedIn.newBuilder()
                .setEventKey(key)
                .setUserId(userId)
                .setLogin(login)
                .setName(name)
                .setEmail(address)
                .setOccurredAt(Instant.now().minusSeconds(60))
                .build();
        service.deadLetter(
                WireFormat.serializer(Stack.shared().registryUrl()).serialize(Topics.USER_SIGNED_IN, event),
                new DeliveryHeaders(
                        key,
                        6,
                        0,
                        null,
                        null,
                        new DeliveryHeaders.Cause("erasure", "550", "no user " + login),
                        "user-signed-in-0-1",
                        0));
        service.awaitDeadLetter(key);
        return key;
    }

    private List<String> stored() {
        return new MongoStoredText(service.context().getBean(MongoDatabase.class)).holding(words);
    }

    private static String get(WebTestClient client, String path) {
        return Answers.success(client.get().uri(path).exchange());
    }

    private static String post(WebTestClient client, String path, Map<String, ?> body) {
        return Answers.success(client.post().uri(path).bodyValue(body).exchange());
    }
}
