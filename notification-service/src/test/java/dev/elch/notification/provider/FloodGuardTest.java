package dev.elch.notification.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.notification.delivery.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloodGuardTest {

    private static final Outcome POLICY = Outcomes.rejected(ReasonKind.POLICY);

    private final FloodGuard guard = new FloodGuard(10, 5, Duration.ofMinutes(10));
    private Instant now = Instant.parse("2025-12-19T06:05:00Z");
    private int events;

    @Test
    void lets_single_refusals_pass() {
        for (int round = 0; round < 100; round++) {
            assertThat(judged(POLICY)).isEqualTo(POLICY);
            assertThat(judged(Outcomes.rejected(ReasonKind.BAD_ADDRESS))).isInstanceOf(Outcome.Rejected.class);
            assertThat(judged(Outcomes.ACCEPTED)).isEqualTo(Outcomes.ACCEPTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ReasonKind.POLICY, ReasonKind.MESSAGE_BUG, ReasonKind.REFUSED})
    void pauses_when_most_are_refused_for_one_cause(String kind) {
        for (int refused = 1; refused < 5; refused++) {
            assertThat(judged(Outcomes.rejected(kind))).isInstanceOf(Outcome.Rejected.class);
        }
        assertThat(judged(Outcomes.rejected(kind))).isInstanceOfSatisfying(Outcome.Pause.class, pause -> {
            assertThat(pause.scope()).isEqualTo(Outcome.Pause.PROVIDER);
            assertThat(pause.reason().kind()).isEqualTo(kind);
        });
    }

    @Test
    void stays_paused_until_a_mail_is_accepted() {
        flood();
        assertThat(judged(POLICY)).isInstanceOf(Outcome.Pause.class);
        judged(Outcomes.ACCEPTED);
        assertThat(judged(POLICY)).isEqualTo(POLICY);
    }

    @Test
    void bad_addresses_are_the_fault_of_each_mail_however_many() {
        for (int refused = 0; refused < 100; refused++) {
            assertThat(judged(Outcomes.rejected(ReasonKind.BAD_ADDRESS))).isInstanceOf(Outcome.Rejected.class);
        }
    }

    @Test
    void other_refusals_pass_in_a_flood() {
        flood();
        Outcome badAddress = Outcomes.rejected(ReasonKind.BAD_ADDRESS);
        assertThat(judged(badAddress)).isEqualTo(badAddress);
    }

    @Test
    void refusals_over_a_long_time_are_no_flood() {
        for (int refused = 0; refused < 100; refused++) {
            assertThat(judged(POLICY)).isEqualTo(POLICY);
            now = now.plus(Duration.ofMinutes(3));
        }
    }

    @Test
    void one_mail_can_not_hold_up_all_others_for_ever() {
        flood();
        for (int probe = 0; probe < 3; probe++) {
            assertThat(guard.judge("bad-one", POLICY, now)).isInstanceOf(Outcome.Pause.class);
        }
        assertThat(guard.judge("bad-one", POLICY, now)).isEqualTo(POLICY);
        assertThat(guard.judge("another", POLICY, now)).isInstanceOf(Outcome.Pause.class);
    }

    @Test
    void answers_that_are_about_the_provider_change_nothing() {
        flood();
        assertThat(judged(Outcomes.DOWN)).isEqualTo(Outcomes.DOWN);
        assertThat(judged(Outcomes.KEY_REFUSED)).isEqualTo(Outcomes.KEY_REFUSED);
        assertThat(judged(POLICY)).isInstanceOf(Outcome.Pause.class);
    }

    @Test
    void refuses_a_flood_that_can_not_be_told() {
        assertThatThrownBy(() -> new FloodGuard(10, 11, Duration.ofMinutes(1))).hasMessageContaining("11 out of 10");
        assertThatThrownBy(() -> new FloodGuard(10, 1, Duration.ofMinutes(1))).hasMessageContaining("1 out of 10");
    }

    private void flood() {
        for (int refused = 0; refused < 5; refused++) {
            judged(POLICY);
        }
    }

    private Outcome judged(Outcome outcome) {
        return guard.judge("event-" + ++events, outcome, now);
    }
}
