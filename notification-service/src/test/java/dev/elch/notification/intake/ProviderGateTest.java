package dev.elch.notification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProviderGateTest {

    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final ProviderGate gate = new ProviderGate(Duration.ofSeconds(1), 8);

    @Test
    void limits_nothing_as_long_as_nothing_is_wrong() {
        assertThat(gate.permits(1_000, now)).isTrue();
        assertThat(gate.started()).isFalse();
        assertThat(gate.nextProbe()).isNull();
    }

    @Test
    void says_once_that_the_provider_is_paused() {
        assertThat(gate.paused(false, now)).isTrue();
        assertThat(gate.paused(false, now)).isFalse();
        assertThat(gate.isPaused()).isTrue();
    }

    @Test
    void lets_one_probe_at_a_time_through_and_one_per_second() {
        gate.paused(false, now);
        assertThat(gate.permits(0, now.plusMillis(999))).isFalse();
        assertThat(gate.permits(0, now.plusSeconds(1))).isTrue();

        assertThat(gate.started()).isTrue();
        assertThat(gate.permits(1, now.plusSeconds(60))).isFalse();

        gate.paused(true, now.plusSeconds(60));
        assertThat(gate.permits(0, now.plusSeconds(60))).isFalse();
        assertThat(gate.permits(0, now.plusSeconds(61))).isTrue();
    }

    @Test
    void an_answer_to_something_older_than_the_pause_does_not_end_it() {
        gate.paused(false, now);

        gate.answered(false);

        assertThat(gate.isPaused()).isTrue();
    }

    @Test
    void a_probe_that_never_reached_the_provider_is_repeated_at_once() {
        gate.paused(false, now);
        gate.started();

        gate.notAsked(true, now.plusSeconds(1));

        assertThat(gate.permits(0, now.plusSeconds(1))).isTrue();
    }

    @Test
    void opens_by_one_with_every_answer_until_it_is_wide_open() {
        gate.paused(false, now);
        gate.started();
        gate.answered(true);

        for (int limit = 2; limit < 8; limit++) {
            assertThat(gate.permits(limit - 1, now)).isTrue();
            assertThat(gate.permits(limit, now)).isFalse();
            gate.answered(false);
        }
        assertThat(gate.permits(1_000, now)).isTrue();
    }
}
