package dev.elch.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.testkit.time.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartChecksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    private final CannotStartException noBroker = new CannotStartException("there is no broker", "start one");
    private final AtomicInteger questions = new AtomicInteger();
    private final List<Duration> limits = new ArrayList<>();

    @AfterEach
    void forgetInterrupt() {
        Thread.interrupted();
    }

    @Test
    void starts_when_everything_is_there() {
        pass(PATIENCE, satisfied());

        assertThat(questions).hasValue(1);
    }

    @Test
    void waits_for_what_comes_late() {
        pass(PATIENCE, satisfiedAfter(3), satisfied());

        assertThat(questions).hasValue(5);
    }

    @Test
    void says_what_is_missing_when_the_wait_is_over() {
        assertThatThrownBy(() -> pass(PATIENCE, satisfied(), satisfiedAfter(1000)))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("there is no broker");
        assertThat(questions.get()).isBetween(15, 17);
    }

    @Test
    void gives_up_when_patience_ends() {
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> pass(Duration.ofNanos(1), limit -> Optional.of(noBroker)))
                .withMessage("there is no broker");
    }

    @Test
    void asks_nothing_when_it_may_not_wait() {
        pass(Duration.ZERO, satisfiedAfter(1000));

        assertThat(questions).hasValue(0);
    }

    @Test
    void gives_a_silent_dependency_five_seconds_at_first_and_what_is_left_at_the_end_but_at_least_one() {
        assertThatThrownBy(() -> pass(Duration.ofSeconds(7), satisfiedAfter(1000)))
                .isInstanceOf(CannotStartException.class);

        assertThat(limits).startsWith(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));
        assertThat(limits).endsWith(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void gives_up_at_once_when_it_is_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> pass(PATIENCE, satisfiedAfter(1000))).isSameAs(noBroker);
        assertThat(questions).hasValue(1);
    }

    @Test
    void pauses_on_the_real_clock() {
        AtomicInteger refusals = new AtomicInteger(1);
        StartCheck check = limit -> refusals.getAndDecrement() > 0 ? Optional.of(noBroker) : Optional.empty();

        assertThatCode(() -> new StartChecks(List.of(check), Duration.ofSeconds(30), clock).pass())
                .doesNotThrowAnyException();
    }

    private void pass(Duration patience, StartCheck... checks) {
        new StartChecks(List.of(checks), patience, () -> clock.advance(Duration.ofSeconds(1)), clock).pass();
    }

    private StartCheck satisfied() {
        return satisfiedAfter(0);
    }

    private StartCheck satisfiedAfter(int refusals) {
        AtomicInteger left = new AtomicInteger(refusals);
        return limit -> {
            questions.incrementAndGet();
            limits.add(limit);
            return left.getAndDecrement() > 0 ? Optional.of(noBroker) : Optional.empty();
        };
    }
}
