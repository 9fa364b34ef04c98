package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Dead letters are set aside and taken back, and the audit log knows. */
class DiscardIT {

    private final RunningService service = RunningService.shared();
    private final WebTestClient operator = service.as(Services.OPERATOR);
    private final String key = UUID.randomUUID().toString();
    private final String kind = "kind_" + key.substring(0, 8);
    private final String deadLetter = "/api/admin/dlq/" + key + "~0";

    @BeforeEach
    void send() {
        service.deadLetter(key, new DeliveryHeaders.Cause(kind, "", "whatever"));
        service.awaitDeadLetter(key);
    }

    @Test
    void a_dead_letter_is_discarded_and_restored() {
        post(deadLetter + "/discard", Map.of("reason", "not needed"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("discarded")
                .jsonPath("$.changedBy")
                .isEqualTo("oyun")
                .jsonPath("$.reason")
                .isEqualTo("not needed")
                .jsonPath("$.version")
                .isEqualTo(2);

        post(deadLetter + "/restore", Map.of("reason", "a mistake"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("open");
    }

    @Test
    void a_second_click_is_a_conflict_and_changes_nothing() {
        post(deadLetter + "/discard", Map.of("reason", "not needed"))
                .expectStatus()
                .isOk();

        post(deadLetter + "/discard", Map.of("reason", "not needed"))
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("discarded");
    }

    @Test
    void a_stale_version_is_a_conflict_that_names_the_right_one() {
        operator.post()
                .uri(deadLetter + "/discard")
                .header("If-Match", "\"7\"")
                .bodyValue(Map.of("reason", "not needed"))
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo("1");
    }

    @Test
    void many_are_discarded_by_filter() {
        post("/api/admin/dlq/discard", Map.of("filter", Map.of("kind", kind), "reason", "not needed"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.deadLetters")
                .isEqualTo(1);
        RunningService.await(() -> get("/api/admin/dlq/groups").contains(kind));
        RunningService.await(() -> !get("/api/admin/dlq/groups?open=true").contains(kind));
    }

    @Test
    void an_empty_filter_is_refused_unless_it_is_meant() {
        post("/api/admin/dlq/discard", Map.of("reason", "clean up"))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("filter");
    }

    @Test
    void the_audit_log_says_who_did_what_and_why_and_is_intact() {
        post(deadLetter + "/discard", Map.of("reason", "because of " + key))
                .expectStatus()
                .isOk();

        assertThat(get("/api/admin/dlq/audit"))
                .contains("\"actor\":\"oyun\",\"action\":\"discard\"")
                .contains("because of " + key);
        assertThat(get("/api/admin/dlq/audit/verify")).contains("\"intact\":true");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/admin/dlq?color=red, color",
        "/api/admin/dlq?cursor=nonsense, cursor",
        "/api/admin/dlq?limit=0, limit",
        "/api/admin/dlq?state=lost, state",
        "/api/admin/dlq?from=yesterday, from",
        "/api/admin/dlq?kind=a&kind=b, kind",
    })
    void a_question_that_makes_no_sense_gets_a_precise_answer(String uri, String field) {
        operator.get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"/api/admin/dlq/nothing~0", "/api/admin/dlq/nothing", "/api/admin/dlq/groups/nothing"})
    void what_is_not_there_is_not_found(String uri) {
        operator.get().uri(uri).exchange().expectStatus().isNotFound();
    }

    @Test
    void a_body_that_is_no_json_gets_a_problem() {
        operator.post()
                .uri(deadLetter + "/discard")
                .header("Content-Type", "application/json")
                .bodyValue("{")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType("application/problem+json");
    }

    private WebTestClient.ResponseSpec post(String uri, Object body) {
        return operator.post().uri(uri).bodyValue(body).exchange();
    }

    private String get(String uri) {
        return Answers.read(operator, uri);
    }
}
