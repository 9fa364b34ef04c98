package dev.elch.notification.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Suppression;
import dev.elch.testkit.generated.GeneratedInput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for replies that resemble those of real servers. */
class SmtpGeneratedRepliesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final GeneratedInput REPLIES = GeneratedInput.like(Stream.concat(
                    SmtpRefusals.rows().stream().map(SmtpRefusals.Row::example),
                    List.of(
                            "250 2.0.0 Ok: queued as 4TEST1234",
                            "550-first\r\n550-5.1.1 no such user\r\n550 5.1.1 Хэрэглэгч олдсонгүй",
                            "451 4.7.1 greylisted, come back in 15 minutes",
                            "421 4.3.2 shutting down")
                            .stream())
            .toList());

    @Test
    void a_reply_means_something_and_shows_nothing_odd() {
        REPLIES.hold(GeneratedInput.SHORT, SmtpGeneratedRepliesTest::assertReply);
    }

    @Test
    @Tag("slow")
    void a_reply_means_something_and_shows_nothing_odd_for_a_minute() {
        REPLIES.hold(GeneratedInput.LONG, SmtpGeneratedRepliesTest::assertReply);
    }

    private static void assertReply(byte[] input) {
        String raw = SmtpReply.decoded(new String(input, StandardCharsets.ISO_8859_1));
        SmtpReply reply = SmtpReply.parse(raw);
        for (SmtpPhase phase : SmtpPhase.values()) {
            Outcome outcome = SmtpOutcomes.of(SmtpAnswer.reply(phase, raw), "example.com", NOW);

            assertThat(outcome.toString()
                            .chars()
                            .filter(Character::isISOControl)
                            .boxed())
                    .isEmpty();
            assertThat(outcome instanceof Outcome.Accepted)
                    .isEqualTo(phase == SmtpPhase.FINAL_DOT && reply.isPositive());
            if (outcome instanceof Outcome.Rejected rejected && phase.compareTo(SmtpPhase.RCPT_TO) < 0) {
                assertThat(rejected.suppression()).isEqualTo(Suppression.NONE);
            }
        }
    }
}
