package dev.elch.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is appended to the dead-letter topic can be seen, by those who may. */
class DeadLetterIT {

    private final RunningService service = RunningService.shared();
    private final String key = UUID.randomUUID().toString();

    @Test
    void a_dead_letter_is_shown_with_payload_error_attempts_and_time() {
        Instant failedAt = service.deadLetter(key, RunningService.BAD_ADDRESS);
        service.awaitDeadLetter(key);

        service.as(Services.OPERATOR)
                .get()
                .uri("/api/admin/dlq?event=" + key)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.deadLetters.length()")
                .isEqualTo(1)
                .jsonPath("$.deadLetters[0].payload.login")
                .isEqualTo("bat")
                .jsonPath("$.deadLetters[0].payload.email")
                .isEqualTo("bat@example.mn")
                .jsonPath("$.deadLetters[0].error.kind")
                .isEqualTo("bad_address")
                .jsonPath("$.deadLetters[0].error.code")
                .isEqualTo("550 5.1.1")
                .jsonPath("$.deadLetters[0].attempts")
                .isEqualTo(6)
                .jsonPath("$.deadLetters[0].failedAt")
                .isEqualTo(failedAt.toString());
    }

    @Test
    void a_dead_letter_can_be_seen_within_a_second() {
        Instant appended = service.deadLetter(key, RunningService.BAD_ADDRESS);
        service.awaitDeadLetter(key);

        assertThat(Duration.between(appended, Instant.now())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_viewer_sees_no_mail_address() {
        service.deadLetter(key, RunningService.BAD_ADDRESS);
        service.awaitDeadLetter(key);

        assertThat(body(Services.VIEWER, "/api/admin/dlq?event=" + key))
                .contains("b***@example.mn")
                .doesNotContain("bat@example.mn");
        assertThat(body(Services.VIEWER, "/api/admin/dlq/" + key + "~0"))
                .contains("b***@example.mn")
                .doesNotContain("bat@example.mn");
    }

    @Test
    void bytes_that_cannot_be_decoded_are_kept_and_stop_nothing() {
        service.deadLetter(("garbage " + key).getBytes(UTF_8), DeliveryHeaders.first());
        service.deadLetter(key, RunningService.BAD_ADDRESS);

        service.awaitDeadLetter(key);

        assertThat(body(Services.OPERATOR, "/api/admin/dlq?text=at:user-signed-in.dlt*"))
                .contains("\"undecodable\":\"");
    }

    @Test
    void an_undecodable_dead_letter_that_brings_a_key_is_known_by_it() {
        service.deadLetter("garbage".getBytes(UTF_8), DeliveryHeaders.first().identifiedBy(key, "user-signed-in-0-1"));

        service.awaitDeadLetter(key);

        assertThat(body(Services.VIEWER, "/api/admin/dlq/" + key + "~0")).contains("\"undecodable\":\"");
    }

    @Test
    void what_cannot_be_decoded_is_shown_as_text_and_in_hex_with_where_it_came_from() {
        byte[] value = "{\"user\":\"Бат\"}\u0007".getBytes(UTF_8);
        service.deadLetter(value, DeliveryHeaders.first().identifiedBy(key, "user-signed-in.replay-2-17"));
        service.awaitDeadLetter(key);

        service.as(Services.OPERATOR)
                .get()
                .uri("/api/admin/dlq/" + key + "~0")
                .exchange()
                .expectBody()
                .jsonPath("$.undecodable")
                .isEqualTo("not a value of user-signed-in: 18 bytes that begin with \"7b 22 75 73\""
                        + " instead of a zero byte, a schema id and Avro")
                .jsonPath("$.origin")
                .isEqualTo("user-signed-in.replay-2-17")
                .jsonPath("$.raw.valueShown.text")
                .isEqualTo("{\"user\":\"Бат\"}.")
                .jsonPath("$.raw.valueShown.hex")
                .isEqualTo("7b 22 75 73 65 72 22 3a 22 d0 91 d0 b0 d1 82 22 7d 07")
                .jsonPath("$.raw.keyShown.text")
                .isEqualTo("github:1");
    }

    @Test
    void a_dead_letter_shows_its_attempts_and_its_stack_trace() {
        service.deadLetterWith(
                key,
                Map.of(
                        "kafka_dlt-exception-stacktrace",
                        "java.lang.ArithmeticException\n\tat org.example.A.b(A.java:7)",
                        "elch-journal",
                        "[{\"at\":\"2026-03-01T10:00:00Z\",\"round\":0,\"attempt\":1,\"provider\":\"smtp\",\"outcome\":\"RETRY\","
                                + "\"kind\":\"mailbox_full\",\"code\":\"452 4.2.2\",\"text\":\"of bat@example.mn\",\"latencyMillis\":12}]"));
        service.awaitDeadLetter(key);

        service.as(Services.VIEWER)
                .get()
                .uri("/api/admin/dlq/" + key + "~0")
                .exchange()
                .expectBody()
                .jsonPath("$.journal.length()")
                .isEqualTo(1)
                .jsonPath("$.journal[0].outcome")
                .isEqualTo("retry")
                .jsonPath("$.journal[0].text")
                .isEqualTo("of b***@example.mn")
                .jsonPath("$.journal[0].latencyMillis")
                .isEqualTo(12)
                .jsonPath("$.error.stackTrace")
                .isEqualTo("java.lang.ArithmeticException\n\tat org.example.A.b(A.java:7)");
        assertThat(body(Services.VIEWER, "/api/admin/dlq?event=" + key)).doesNotContain("journal");
    }

    @Test
    void health_is_open() {
        service.anonymous()
                .get()
                .uri("/actuator/health/liveness")
                .exchange()
                .expectStatus()
                .isOk();
        service.anonymous()
                .get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk();
    }

    private String body(String token, String uri) {
        return service.as(token)
                .get()
                .uri(uri)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
