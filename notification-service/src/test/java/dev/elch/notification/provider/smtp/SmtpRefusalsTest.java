package dev.elch.notification.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.delivery.Outcome;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpRefusalsTest {

    private static final Instant NOW = Instant.parse("2025-12-19T06:05:00Z");

    static Stream<SmtpRefusals.Row> rows() {
        return SmtpRefusals.rows().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void each_row_knows_the_reply_that_it_was_made_for(SmtpRefusals.Row row) {
        assertThat(SmtpRefusals.meaning(SmtpReply.parse(row.example()))).contains(row.meaning());
        assertThat(row.source()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void what_is_about_us_rejects_no_mail_and_suppresses_no_address(SmtpRefusals.Row row) {
        if (!row.meaning().name().startsWith("OUR_")) {
            return;
        }
        for (SmtpPhase phase : new SmtpPhase[] {SmtpPhase.RCPT_TO, SmtpPhase.DATA, SmtpPhase.FINAL_DOT}) {
            Outcome outcome = SmtpOutcomes.of(SmtpAnswer.reply(phase, row.example()), "example.com", NOW);
            assertThat(outcome).isInstanceOfAny(Outcome.Pause.class, Outcome.RetryAfter.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 no reason given",
                "550 5.7.1 blocked",
                "550 Requested action not taken: mailbox unavailable",
                "554 5.7.1 Message rejected as spam",
                "550 5.2.1 The email account that you tried to reach is disabled.",
                "452 4.5.3 too many recipients",
                "450 4.2.1 receiving too fast",
                "450 4.7.1 greylisted",
                "552 5.2.2 over quota"
            })
    void says_nothing_where_the_codes_suffice_or_nothing_is_known(String reply) {
        assertThat(SmtpRefusals.meaning(SmtpReply.parse(reply))).isEmpty();
    }
}
