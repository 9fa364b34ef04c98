package dev.elch.notification.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.elch.testkit.time.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallerLimitsTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T10:00:00Z");
    private final CallerLimits limits = new CallerLimits(new CallerRateProperties(3, 2), clock);

    @Test
    void let_a_burst_through_and_then_tell_how_long_to_wait() {
        call(3);

        assertThat(limits.waitFor("ali")).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void let_the_next_call_through_after_that_wait() {
        call(3);
        clock.advance(limits.waitFor("ali"));

        assertThat(limits.waitFor("ali")).isZero();
        assertThat(limits.waitFor("ali")).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void do_not_hold_a_refused_call_against_its_caller() {
        call(3);
        for (int refused = 0; refused < 10; refused++) {
            assertThat(limits.waitFor("ali")).isEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void save_up_no_more_than_a_burst() {
        call(3);
        clock.advance(Duration.ofDays(1));

        call(3);
        assertThat(limits.waitFor("ali")).isPositive();
    }

    @Test
    void count_each_caller_alone() {
        call(3);

        assertThat(limits.waitFor("baba")).isZero();
    }

    @Test
    void survive_a_clock_that_is_set_back() {
        call(3);
        clock.jumpTo(clock.instant().minus(Duration.ofHours(1)));

        assertThat(limits.waitFor("ali")).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void refuse_a_rate_that_lets_nobody_call() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CallerRateProperties(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CallerRateProperties(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new CallerRateProperties(1, Double.NaN));
    }

    private void call(int times) {
        for (int call = 0; call < times; call++) {
            assertThat(limits.waitFor("ali")).isZero();
        }
    }
}
