package dev.elch.notification.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.mail.Mail;
import dev.elch.testkit.time.SettableClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class Resilience4jMailProviderTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final SettableClock clock = SettableClock.at("2025-12-19T06:05:00Z");
    private final ScriptedMailProvider smtp = new ScriptedMailProvider("smtp");
    private final CountDownLatch answerNow = new CountDownLatch(1);
    private final CountDownLatch isAsked = new CountDownLatch(1);
    private Resilience4jMailProvider guarded = guarded(4, LONG);

    @AfterEach
    void stop() {
        answerNow.countDown();
        guarded.close();
    }

    @Test
    void passes_on_what_the_provider_says() {
        smtp.answers(Outcomes.ACCEPTED, Outcomes.rejected(ReasonKind.BAD_ADDRESS), Outcomes.LOST);
        assertThat(sent()).isEqualTo("Accepted(r)");
        assertThat(sent()).isEqualTo("Rejected(bad_address)");
        assertThat(sent()).isEqualTo("Ambiguous(answer_lost)");
    }

    @Test
    void opens_after_too_many_failures_and_asks_no_provider() {
        smtp.answers(Outcomes.DOWN, Outcomes.DOWN, Outcomes.DOWN);
        sent();
        sent();
        sent();
        assertThat(guarded.breakerState()).isEqualTo("OPEN");
        assertThat(sent()).isEqualTo("Pause(provider, breaker_open)");
        assertThat(smtp.asked()).isEqualTo(3);
    }

    @Test
    void tries_again_after_the_rest_and_recovers() {
        smtp.answers(Outcomes.KEY_REFUSED);
        sent();
        assertThat(sent()).isEqualTo("Pause(provider, breaker_open)");
        clock.advance(Duration.ofMillis(501));
        assertThat(sent()).isEqualTo("Accepted(taken by smtp)");
        assertThat(guarded.breakerState()).isEqualTo("CLOSED");
    }

    @Test
    void an_answer_that_no_mail_is_to_blame_for_is_enough_to_rest() {
        smtp.answers(Outcomes.KEY_REFUSED);
        assertThat(sent()).isEqualTo("Pause(provider, login_refused)");
        assertThat(guarded.breakerState()).isEqualTo("OPEN");
    }

    @Test
    void trouble_with_one_domain_is_no_trouble_of_the_provider() {
        for (int mail = 0; mail < 50; mail++) {
            smtp.answers(Outcomes.DOMAIN_PAUSED);
            sent();
        }
        assertThat(guarded.breakerState()).isEqualTo("CLOSED");
    }

    @Test
    void refused_mails_are_no_trouble_of_the_provider() {
        for (int mail = 0; mail < 50; mail++) {
            smtp.answers(
                    mail % 2 == 0 ? Outcomes.rejected(ReasonKind.BAD_ADDRESS) : Outcomes.later(ReasonKind.TRY_LATER));
            sent();
        }
        assertThat(guarded.breakerState()).isEqualTo("CLOSED");
    }

    @Test
    void a_mail_that_finds_the_provider_still_down_keeps_its_attempt() {
        smtp.answers(Outcomes.DOWN, Outcomes.DOWN, Outcomes.DOWN, Outcomes.DOWN);
        assertThat(sent()).isEqualTo("RetryLater(provider_down)");
        assertThat(sent()).isEqualTo("RetryLater(provider_down)");
        assertThat(sent()).isEqualTo("Pause(provider, provider_down)");
        clock.advance(Duration.ofMillis(501));
        assertThat(sent()).isEqualTo("Pause(provider, provider_down)");
        assertThat(guarded.breakerState()).isEqualTo("OPEN");
    }

    @Test
    void a_mail_for_which_alone_the_provider_is_down_uses_attempts() {
        Mail other = Mails.of("another-event");
        smtp.answers(Outcomes.DOWN, Outcomes.DOWN, Outcomes.DOWN);
        sent();
        sent();
        assertThat(sent()).isEqualTo("Pause(provider, provider_down)");
        clock.advance(Duration.ofMillis(501));
        assertThat(OutcomeText.of(guarded.send(other), clock.instant())).isEqualTo("Accepted(taken by smtp)");
        smtp.answers(Outcomes.DOWN, Outcomes.KEY_REFUSED, Outcomes.DOWN);
        sent();
        guarded.send(other);
        clock.advance(Duration.ofMillis(501));

        assertThat(sent()).isEqualTo("RetryLater(provider_down)");
    }

    @Test
    void one_mail_at_a_time_tries_whether_it_works_again() throws Exception {
        smtp.answers(Outcomes.KEY_REFUSED);
        sent();
        clock.advance(Duration.ofMillis(501));
        smtp.answers(this::slowly);
        Thread probe = new Thread(this::sent);
        probe.start();
        isAsked.await();
        assertThat(sent()).isEqualTo("Pause(provider, breaker_open)");
        answerNow.countDown();
        probe.join();
        assertThat(guarded.breakerState()).isEqualTo("CLOSED");
    }

    @Test
    void too_many_at_once_come_back_without_using_an_attempt() throws Exception {
        guarded = guarded(1, LONG);
        smtp.answers(this::slowly);
        Thread other = new Thread(this::sent);
        other.start();
        isAsked.await();
        assertThat(sent()).isEqualTo("RetryAfter(PT1S, provider_busy)");
        answerNow.countDown();
        other.join();
    }

    @Test
    void a_provider_that_does_not_keep_its_timeouts_may_have_sent_the_mail() {
        guarded = guarded(4, Duration.ofMillis(100));
        smtp.answers(this::slowly);
        assertThat(sent()).isEqualTo("Ambiguous(answer_lost)");
    }

    @Test
    void a_mistake_of_the_provider_is_not_hidden() {
        smtp.answers(() -> {
            throw new IllegalStateException("mistake");
        });
        assertThatThrownBy(this::sent).isInstanceOf(IllegalStateException.class).hasMessage("mistake");
    }

    @Test
    void a_flood_of_refusals_makes_it_rest() {
        for (int mail = 0; mail < 15; mail++) {
            smtp.answers(Outcomes.rejected(ReasonKind.POLICY));
        }
        for (int mail = 0; mail < 14; mail++) {
            assertThat(sent()).isEqualTo("Rejected(policy)");
        }
        assertThat(sent()).isEqualTo("Pause(provider, policy)");
        assertThat(guarded.breakerState()).isEqualTo("OPEN");
    }

    private Outcome slowly() {
        isAsked.countDown();
        try {
            answerNow.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Outcomes.ACCEPTED;
    }

    private Resilience4jMailProvider guarded(int atMost, Duration timeLimit) {
        return new Resilience4jMailProvider(
                smtp,
                () -> {},
                new ProviderProperties.Breaker(20, 3, 50, Duration.ofMillis(500)),
                new FloodGuard(30, 15, Duration.ofMinutes(10)),
                atMost,
                timeLimit,
                clock);
    }

    private String sent() {
        return OutcomeText.of(guarded.send(Mails.typical()), clock.instant());
    }
}
