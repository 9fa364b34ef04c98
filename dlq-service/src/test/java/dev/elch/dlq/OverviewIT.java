package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator wants to know first: how much is open, how it has developed, what can be filtered by, and who is who. */
class OverviewIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final RunningService service = RunningService.shared();
    private final String kind = "kind_" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");

    @ParameterizedTest
    @CsvSource({"24h, 24", "7d, 28", "30d, 30"})
    void a_history_has_as_many_spans_as_its_range_and_the_last_holds_what_just_came_and_went(String range, int spans) {
        long arrived = sum(range, "arrived");
        long resolved = sum(range, "resolved");
        String key = service.openDeadLetter(kind);
        RunningService.await(() -> sum(range, "arrived") > arrived);
        service.as(Services.OPERATOR)
                .post()
                .uri("/api/admin/dlq/" + key + "~0/discard")
                .bodyValue(Map.of("reason", "a test"))
                .exchange()
                .expectStatus()
                .isOk();
        RunningService.await(() -> sum(range, "resolved") > resolved);

        assertThat(get("overview?range=" + range).path("history").size()).isEqualTo(spans);
    }

    @Test
    void the_oldest_open_dead_letter_is_named() {
        service.openDeadLetter(kind);

        JsonNode overview = get("overview");
        assertThat(overview.path("open").asLong()).isPositive();
        assertThat(get(overview.path("oldestOpen").asString()).path("state").asString())
                .isEqualTo("open");
    }

    @Test
    void an_unknown_range_is_refused_by_its_name() {
        service.as(Services.VIEWER)
                .get()
                .uri("/api/admin/dlq/overview?range=1y")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("range");
    }

    @Test
    void values_to_filter_by_come_with_how_many_dead_letters_have_them() {
        service.openDeadLetter(kind);
        service.openDeadLetter(kind);

        JsonNode facets = get("facets?kind=" + kind);
        assertThat(facets.path("count").asInt()).isEqualTo(2);
        assertThat(facets.path("isMore").asBoolean()).isFalse();
        assertThat(facets.path("values").path("state").path("open").asInt()).isEqualTo(2);
        assertThat(facets.path("values").path("code").path("550 5.1.1").asInt()).isEqualTo(2);
        assertThat(facets.path("values").path("domain").path("example.mn").asInt())
                .isEqualTo(2);
    }

    @Test
    void a_viewer_cannot_count_the_beginnings_of_an_address() {
        String key = UUID.randomUUID().toString();
        service.deadLetter(key, new DeliveryHeaders.Cause(kind, "550 5.1.1", "no such user"));
        service.awaitDeadLetter(key);

        assertThat(get("facets?text=b*").path("count").asInt()).isZero();
    }

    @Test
    void people_are_known_by_their_login_once_they_have_looked() {
        service.as(Services.PEOPLE.tokenWith(Map.of("preferred_username", "bold"), "github:77", "operator"))
                .get()
                .uri("/api/admin/dlq/me")
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(get("people").path("logins").path("github:77").asString()).isEqualTo("bold");
    }

    @Test
    void the_services_say_how_they_are() {
        JsonNode services = get("system").path("services");
        assertThat(services)
                .extracting(one -> one.path("name").asString())
                .containsExactly("dlq-service", "notification-service", "auth-service");
        assertThat(services).extracting(one -> one.path("state").asString()).containsExactly("up", "up", "unknown");
        assertThat(services.get(1).path("readings"))
                .extracting(reading -> reading.path("meter").asString())
                .containsOnly("elch_provider_paused", "elch_retry_parked_records");
    }

    @Test
    void what_is_wrong_is_said_in_sentences_the_worst_first() {
        JsonNode findings = get("system").path("findings");
        assertThat(findings)
                .extracting(one -> one.path("id").asString())
                .startsWith("provider_paused")
                .endsWith("service_unknown");
        assertThat(findings.get(0).path("severity").asString()).isEqualTo("critical");
        assertThat(findings.get(0).path("what").asString())
                .isEqualTo("No mail goes out: the mail provider cannot work.");
    }

    @Test
    void a_page_that_shows_the_services_alone_does_not_wait_for_the_dependencies() {
        JsonNode system = get("system?findings=false");
        assertThat(system.path("services")).hasSize(3);
        assertThat(system.has("findings")).isFalse();
    }

    @Test
    void suppressions_are_those_of_notification_service() {
        JsonNode page = get("suppressions?kind=bad_address");
        assertThat(page.path("suppressions").get(0).path("kind").asString()).isEqualTo("bad_address");
        assertThat(page.path("asked").asString()).endsWith("?kind=bad_address");
    }

    @Test
    void lifting_a_suppression_names_the_operator_and_is_in_the_audit_log_without_the_address() {
        String email = "bat-" + kind + "@example.mn";
        lift(Map.of("email", email, "reason", "they wrote to us"), 200);

        assertThat(NotificationForTests.shared().lifted(email).path("reason").asString())
                .isEqualTo("oyun: they wrote to us");
        assertThat(get("audit").toString()).contains("lift suppression").doesNotContain(email);
    }

    @Test
    void lifting_what_is_not_suppressed_says_so() {
        lift(Map.of("email", "nobody@example.mn", "reason", "a test"), 404);
    }

    @Test
    void lifting_needs_an_address_or_an_id_and_a_reason() {
        lift(Map.of("reason", "a test"), 400);
        lift(Map.of("email", "bat@example.mn"), 400);
    }

    @Test
    void a_test_alert_without_a_receiver_says_what_to_set() {
        service.as(Services.OPERATOR)
                .post()
                .uri("/api/admin/dlq/alerts/test")
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .value(detail -> assertThat(String.valueOf(detail)).contains("elch.alerts.webhook"));
    }

    @Test
    void the_rules_of_the_alerts_and_what_is_firing_are_shown() {
        service.openDeadLetter(kind);
        RunningService.await(() -> get("alerts").path("firing").toString().contains(kind));

        assertThat(get("alerts").path("rules"))
                .extracting(rule -> rule.path("rule").asString())
                .containsExactly("new_cause", "rate", "oldest_open", "trouble");
    }

    @Test
    void the_mail_of_an_edit_is_shown_before_it_is_made() {
        String key = service.openDeadLetter(kind);
        service.as(Services.OPERATOR)
                .post()
                .uri("/api/admin/dlq/" + key + "~0/mail")
                .bodyValue(Map.of("payload", Map.of("email", "right@example.mn", "login", "bold")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.to")
                .isEqualTo("right@example.mn");
    }

    private void lift(Map<String, String> order, int status) {
        service.as(Services.OPERATOR)
                .post()
                .uri("/api/admin/dlq/suppressions/lift")
                .bodyValue(order)
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    private long sum(String range, String name) {
        return StreamSupport.stream(
                        get("overview?range=" + range).path("history").spliterator(), false)
                .mapToLong(span -> span.path(name).asLong())
                .sum();
    }

    private JsonNode get(String rest) {
        return JSON.readTree(service.as(Services.VIEWER)
                .get()
                .uri("/api/admin/dlq/" + rest)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
