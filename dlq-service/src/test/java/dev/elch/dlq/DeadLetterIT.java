package dev.elch.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import java.time.Duration;
import java.time.Instant;
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
