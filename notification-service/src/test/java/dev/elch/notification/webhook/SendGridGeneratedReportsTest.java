package dev.elch.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.EventTimes;
import dev.elch.notification.delivery.Suppression;
import dev.elch.testkit.generated.GeneratedInput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for bodies that resemble those of the webhook. */
class SendGridGeneratedReportsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final GeneratedInput BODIES = GeneratedInput.like(List.of(
            "[{\"event\":\"bounce\",\"elch_event_key\":\"key-1\",\"sg_event_id\":\"id-1\",\"type\":\"blocked\","
                    + "\"timestamp\":1772359200,\"reason\":\"550 5.1.1 no <bat@example.com>\",\"email\":\"bat@example.com\"}]",
            "[{\"event\":\"dropped\",\"elch_event_key\":\"key-1\",\"reason\":\"Invalid SMTPAPI header\"},"
                    + "{\"event\":\"delivered\",\"elch_event_key\":\"key-2\",\"response\":\"250 ok\"}]",
            "[{\"event\":\"spamreport\",\"elch_event_key\":\"key-1\",\"timestamp\":1e3},{\"event\":\"open\"},7,null,[]]",
            "{}"));

    @Test
    void a_body_is_a_batch_or_is_refused() {
        BODIES.hold(GeneratedInput.SHORT, SendGridGeneratedReportsTest::assertBody);
    }

    @Test
    @Tag("slow")
    void a_body_is_a_batch_or_is_refused_for_a_minute() {
        BODIES.hold(GeneratedInput.LONG, SendGridGeneratedReportsTest::assertBody);
    }

    private static void assertBody(byte[] body) {
        List<ReportedMail> reports;
        try {
            reports = ReportedMail.readAll(body, NOW).ours();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("the body of the webhook is not");
            return;
        }
        for (ReportedMail report : reports) {
            SendGridEvent event = report.event();
            byte[] queued = report.json().getBytes(StandardCharsets.UTF_8);

            assertThat(event.at().flatMap(at -> EventTimes.fault(at, NOW))).isEmpty();
            assertThat(event.reason().chars().filter(Character::isISOControl).boxed())
                    .isEmpty();
            assertThat(event.suppression() == Suppression.NONE)
                    .isEqualTo(event.kind().isEmpty());
            assertThat(ReportedMail.read(queued, NOW).map(ReportedMail::event)).contains(event);
        }
    }
}
