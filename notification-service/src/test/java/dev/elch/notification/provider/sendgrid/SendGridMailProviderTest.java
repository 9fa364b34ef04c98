package dev.elch.notification.provider.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.provider.Mails;
import dev.elch.notification.provider.OutcomeText;
import dev.elch.testkit.sendgrid.FakeSendGrid;
import dev.elch.testkit.sendgrid.SendGridBehaviour;
import dev.elch.testkit.sendgrid.SendGridBehaviour.Trouble;
import dev.elch.testkit.sendgrid.SendGridRequest;
import dev.elch.testkit.time.SettableClock;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class SendGridMailProviderTest {

    private final FakeSendGrid sendGrid = FakeSendGrid.start();
    private final SettableClock clock = SettableClock.at("2025-12-19T06:05:00Z");
    private SendGridMailProvider provider = provider(sendGrid.url(), 8, false);

    @AfterEach
    void stop() {
        provider.close();
        sendGrid.close();
    }

    @Test
    void keeps_the_message_id() {
        assertThat(sent()).isEqualTo("Accepted(fake-1)");
    }

    @Test
    void sends_the_mail_as_it_was_written() {
        sent();
        SendGridRequest request = sendGrid.requests().get(0);
        assertThat(request.line()).isEqualTo("POST /v3/mail/send HTTP/1.1");
        assertThat(request.headers())
                .containsEntry("Authorization", "Bearer SG.test-key")
                .containsEntry("Content-Type", "application/json");
        JsonNode json = JsonMapper.builder().build().readTree(request.body());
        assertThat(json.at("/from/email").asString()).isEqualTo("no-reply@elch.example");
        assertThat(json.at("/from/name").asString()).isEqualTo("Элч");
        assertThat(json.at("/personalizations")).hasSize(1);
        assertThat(json.at("/personalizations/0/to")).hasSize(1);
        assertThat(json.at("/personalizations/0/to/0/email").asString()).isEqualTo("bat@example.com");
        assertThat(json.at("/personalizations/0/bcc").isMissingNode()).isTrue();
        assertThat(json.at("/subject").asString()).isEqualTo(Mails.typical().subject());
        assertThat(json.at("/content/0/type").asString()).isEqualTo("text/plain");
        assertThat(json.at("/content/0/value").asString())
                .isEqualTo(Mails.typical().text());
        assertThat(json.at("/content/1/type").asString()).isEqualTo("text/html");
        assertThat(json.at("/content/1/value").asString())
                .isEqualTo(Mails.typical().html());
        assertThat(json.at("/headers/Message-ID").asString())
                .isEqualTo(Mails.typical().messageId());
        assertThat(json.at("/headers/Auto-Submitted").asString()).isEqualTo("auto-generated");
        assertThat(json.at("/custom_args").toString())
                .isEqualTo("{\"elch_event_key\":\"0197b0a2-6f3c-7d51-9c8e-2f4b5a6d7e80\"}");
        for (String tracking : new String[] {"click_tracking", "open_tracking", "subscription_tracking"}) {
            assertThat(json.at("/tracking_settings/" + tracking + "/enable").asBoolean(true))
                    .as(tracking)
                    .isFalse();
        }
        assertThat(json.at("/mail_settings/sandbox_mode/enable").asBoolean(true))
                .isFalse();
    }

    @Test
    void asks_for_the_sandbox_when_told_to() {
        provider = provider(sendGrid.url(), 8, true);
        sendGrid.next(SendGridBehaviour.answer(200, ""));
        assertThat(sent()).isEqualTo("Accepted(validated only (sandbox))");
        assertThat(sendGrid.requests().get(0).body()).contains("\"sandbox_mode\":{\"enable\":true}");
    }

    @Test
    void does_not_ask_again_before_the_time_it_was_given() {
        sendGrid.next(SendGridBehaviour.answer(429, "")
                .with("X-RateLimit-Reset", "" + (clock.instant().getEpochSecond() + 40)));
        assertThat(sent()).isEqualTo("RetryAfter(PT40S, rate_limited)");
        clock.advance(Duration.ofSeconds(10));
        assertThat(sent()).isEqualTo("RetryAfter(PT30S, rate_limited)");
        assertThat(sendGrid.requests()).hasSize(1);
        clock.advance(Duration.ofSeconds(30));
        assertThat(sent()).isEqualTo("Accepted(fake-1)");
    }

    @Test
    void a_silent_server_is_left_after_the_read_timeout() {
        sendGrid.next(SendGridBehaviour.trouble(Trouble.SILENCE_AFTER_READING));
        assertThat(sent()).isEqualTo("Ambiguous(answer_lost)");
        assertThat(sent()).isEqualTo("Accepted(fake-1)");
    }

    @Test
    void never_sends_a_mail_twice_by_itself() {
        sendGrid.next(SendGridBehaviour.trouble(Trouble.CLOSE_AFTER_READING));
        assertThat(sent()).isEqualTo("Ambiguous(answer_lost)");
        assertThat(sendGrid.requests()).hasSize(1);
        sendGrid.next(SendGridBehaviour.answer(503, ""));
        assertThat(sent()).isEqualTo("RetryLater(provider_down)");
        assertThat(sendGrid.requests()).hasSize(2);
    }

    @Test
    void the_status_counts_when_the_body_breaks_off() {
        sendGrid.next(SendGridBehaviour.answer(202, "").breakingOff());
        assertThat(sent()).isEqualTo("Accepted(fake-1)");
        sendGrid.next(SendGridBehaviour.answer(403, "{").breakingOff());
        assertThat(sent()).isEqualTo("Pause(provider, sender_refused)");
    }

    @Test
    void the_status_counts_when_the_body_is_badly_compressed_or_of_an_unknown_character_set() {
        sendGrid.next(SendGridBehaviour.answer(202, "this is no gzip").with("Content-Encoding", "gzip"));
        assertThat(sent()).isEqualTo("Accepted(fake-1)");
        sendGrid.next(SendGridBehaviour.answer(202, "{}").with("Content-Type", "application/json; charset=nonsense"));
        assertThat(sent()).isEqualTo("Accepted(fake-2)");
        sendGrid.next(SendGridBehaviour.answer(401, "no gzip either").with("Content-Encoding", "gzip"));
        assertThat(sent()).isEqualTo("Pause(provider, login_refused)");
        assertThat(sendGrid.requests()).hasSize(3);
    }

    @Test
    void another_success_than_sendgrids_may_have_been_one() {
        sendGrid.next(SendGridBehaviour.answer(204, ""));
        assertThat(sent()).isEqualTo("Ambiguous(protocol_error)");
    }

    @Test
    void replaces_a_kept_connection_that_was_closed() {
        sent();
        sendGrid.cutAll();
        assertThat(sent()).isEqualTo("Accepted(fake-2)");
        assertThat(sendGrid.connections()).isEqualTo(2);
    }

    @Test
    void keeps_connections() {
        sent();
        sent();
        assertThat(sendGrid.connections()).isEqualTo(1);
    }

    @Test
    void no_free_connection_is_no_trouble_of_sendgrid() throws Exception {
        provider = provider(sendGrid.url(), 1, false);
        sendGrid.next(SendGridBehaviour.trouble(Trouble.SILENCE_AFTER_READING));
        Thread other = new Thread(this::sent);
        other.start();
        while (sendGrid.requests().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(sent()).isEqualTo("RetryLater(provider_busy)");
        other.join();
    }

    @Test
    void a_refused_connection_means_that_nothing_was_sent() {
        sendGrid.close();
        assertThat(sent()).isEqualTo("RetryLater(provider_down)");
    }

    private SendGridMailProvider provider(String url, int connections, boolean isSandbox) {
        return new SendGridMailProvider(
                new SendGridProperties(
                        "SG.test-key",
                        URI.create(url),
                        isSandbox,
                        connections,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(700),
                        Duration.ofSeconds(2),
                        "",
                        Duration.ofHours(25)),
                clock);
    }

    private String sent() {
        return OutcomeText.of(provider.send(Mails.typical()), clock.instant());
    }
}
