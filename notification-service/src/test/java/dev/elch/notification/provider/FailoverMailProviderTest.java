package dev.elch.notification.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.meters.DeliveryMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailoverMailProviderTest {

    private static final Instant NOW = Instant.parse("2025-12-19T06:05:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ScriptedMailProvider smtp = new ScriptedMailProvider("smtp");
    private final ScriptedMailProvider sendGrid = new ScriptedMailProvider("sendgrid");
    private final FailoverMailProvider both = new FailoverMailProvider(smtp, sendGrid, new DeliveryMeters(registry));

    static Stream<Outcome> troubleOfTheProviderAlone() {
        return Stream.of(
                Outcomes.DOWN,
                Outcomes.later(ReasonKind.PROVIDER_BUSY),
                Outcomes.KEY_REFUSED,
                new Outcome.Pause(Outcome.Pause.PROVIDER, Reason.of(ReasonKind.QUOTA_EXHAUSTED, "")),
                Outcomes.after(NOW, ReasonKind.RATE_LIMITED),
                Outcomes.after(NOW, ReasonKind.PROVIDER_BUSY));
    }

    static Stream<Outcome> everythingElse() {
        return Stream.of(
                Outcomes.ACCEPTED,
                Outcomes.LOST,
                Outcomes.DOMAIN_PAUSED,
                Outcomes.later(ReasonKind.TRY_LATER),
                Outcomes.after(NOW, ReasonKind.GREYLISTED),
                Outcomes.rejected(ReasonKind.BAD_ADDRESS),
                Outcomes.rejected(ReasonKind.POLICY));
    }

    @ParameterizedTest
    @MethodSource("troubleOfTheProviderAlone")
    void the_second_is_asked_when_the_first_surely_did_not_send(Outcome first) {
        smtp.answers(first);
        assertThat(both.handOver(Mails.typical()))
                .isEqualTo(new Handover("sendgrid", new Outcome.Accepted("taken by sendgrid")));
    }

    @ParameterizedTest
    @MethodSource("everythingElse")
    void the_second_is_not_asked_when_the_first_may_have_sent_or_the_mail_itself_is_the_trouble(Outcome first) {
        smtp.answers(first);
        assertThat(both.handOver(Mails.typical())).isEqualTo(new Handover("smtp", first));
        assertThat(sendGrid.asked()).isZero();
    }

    @Test
    void a_refused_key_of_the_first_is_counted_though_the_mail_went_out() {
        smtp.answers(Outcomes.KEY_REFUSED);
        both.handOver(Mails.typical());
        smtp.answers(Outcomes.KEY_REFUSED);
        both.handOver(Mails.typical());

        assertThat(registry.get("elch.provider.failover")
                        .tags("provider", "smtp", "kind", ReasonKind.LOGIN_REFUSED)
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void what_the_second_says_counts() {
        smtp.answers(Outcomes.DOWN);
        sendGrid.answers(Outcomes.LOST);
        assertThat(both.handOver(Mails.typical())).isEqualTo(new Handover("sendgrid", Outcomes.LOST));
    }

    @Test
    void is_called_by_the_name_of_the_first() {
        assertThat(both.name()).isEqualTo("smtp");
    }
}
