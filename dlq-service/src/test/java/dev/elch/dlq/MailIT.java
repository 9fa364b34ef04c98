package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The mail that a dead letter would have become, and the answers when it cannot be rendered. */
class MailIT {

    private final RunningService service = RunningService.shared();
    private final String key = UUID.randomUUID().toString();

    @Test
    void the_mail_is_there_in_all_its_parts() {
        service.deadLetter(key, RunningService.BAD_ADDRESS);
        service.awaitDeadLetter(key);

        asked(Services.OPERATOR, key + "~0")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.subject")
                .isEqualTo("You signed in - Elch")
                .jsonPath("$.to")
                .isEqualTo("bat@example.mn")
                .jsonPath("$.language")
                .isEqualTo("en")
                .jsonPath("$.text")
                .isEqualTo("Hello bat <bat@example.mn>")
                .jsonPath("$.html")
                .value(html -> assertThat(String.valueOf(html)).contains("This went to bat@example.mn."));
    }

    @Test
    void a_viewer_sees_the_mail_of_what_they_may_know_with_its_styles() {
        service.deadLetter(key, RunningService.BAD_ADDRESS);
        service.awaitDeadLetter(key);

        asked(Services.VIEWER, key + "~0")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.to")
                .isEqualTo("b***@example.mn")
                .jsonPath("$.html")
                .value(html -> assertThat(String.valueOf(html))
                        .contains("This went to b***@example.mn.")
                        .contains("@media (prefers-color-scheme: dark)"));
    }

    @Test
    void a_dead_letter_that_can_not_be_read_is_no_mail() {
        service.deadLetter(
                "no avro".getBytes(StandardCharsets.UTF_8),
                new DeliveryHeaders(key, 1, 0, null, null, RunningService.BAD_ADDRESS, "user-signed-in-0-1", 0));
        service.awaitDeadLetter(key);

        asked(Services.OPERATOR, key + "~0")
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .value(detail -> assertThat(String.valueOf(detail)).startsWith("This dead letter cannot be decoded"));
    }

    @Test
    void an_event_that_becomes_no_mail_and_trouble_are_told_apart() {
        service.deadLetter(key, RunningService.BAD_ADDRESS);
        service.awaitDeadLetter(key);

        NotificationForTests.shared().answer(key, 422, "{\"detail\":\"bad_address: recipient is not plain\"}");
        asked(Services.OPERATOR, key + "~0").expectStatus().isEqualTo(422);
        NotificationForTests.shared().answer(key, 502, "");
        asked(Services.OPERATOR, key + "~0")
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("notification-service, which writes mails, answered 502. Try again in a moment.");
    }

    @Test
    void a_dead_letter_that_is_not_there_is_absent() {
        asked(Services.VIEWER, key + "~0").expectStatus().isNotFound();
    }

    @Test
    void only_the_page_of_a_mail_may_stand_in_a_frame_and_it_may_fetch_nothing() throws Exception {
        HttpResponse<Void> page = head("/console/mail.html");
        HttpResponse<Void> console = head("/");

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "frame-ancestors 'self'", "sandbox allow-scripts")
                        .doesNotContain("connect-src", "http"));
        assertThat(page.headers().firstValue("X-Frame-Options")).contains("SAMEORIGIN");
        assertThat(console.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("frame-ancestors 'none'").doesNotContain("unsafe-inline"));
        assertThat(console.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(console.headers().firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
    }

    private HttpResponse<Void> head(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(service.url() + path)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }

    private WebTestClient.ResponseSpec asked(String token, String deadLetter) {
        return service.as(token)
                .get()
                .uri("/api/admin/dlq/" + deadLetter + "/mail")
                .exchange();
    }
}
