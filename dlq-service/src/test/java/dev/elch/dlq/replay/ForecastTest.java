package dev.elch.dlq.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.dlq.deadletter.LetterState;
import dev.elch.dlq.deadletter.Outline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final Forecast forecast =
            new Forecast(new ReplayProperties(3, Duration.ofHours(24), 50, 10, 0.5, Duration.ofSeconds(10)));

    @Test
    void an_open_letter_of_today_would_be_sent() {
        assertThat(forecast.skippedAtFirst(letter(0, LetterState.OPEN, true, now.minusSeconds(60)), now))
                .isEmpty();
    }

    @Test
    void a_letter_of_yesterday_is_expired() {
        assertThat(forecast.skipped(letter(0, LetterState.OPEN, true, now.minus(Duration.ofHours(25))), now))
                .contains("expired");
    }

    @Test
    void nothing_is_sent_a_fourth_time() {
        assertThat(forecast.skipped(letter(2, LetterState.OPEN, true, now), now))
                .isEmpty();
        assertThat(forecast.skipped(letter(3, LetterState.OPEN, true, now), now))
                .contains("loop_guard");
    }

    @Test
    void what_can_not_be_read_would_fail_again() {
        assertThat(forecast.skipped(new Outline("k~0", 0, LetterState.OPEN, false, Optional.empty(), false), now))
                .contains("undecodable");
    }

    @Test
    void what_is_not_open_is_not_sent() {
        assertThat(forecast.skippedAtFirst(letter(0, LetterState.DELIVERED, true, now), now))
                .contains("not_open");
        assertThat(forecast.skippedAtFirst(letter(0, LetterState.REPLAYING, true, now), now))
                .contains("not_open");
    }

    @Test
    void a_letter_whose_edit_waits_for_somebody_is_not_sent_as_it_came() {
        assertThat(forecast.skipped(new Outline("k~0", 0, LetterState.OPEN, true, Optional.empty(), true), now))
                .contains(Forecast.EDIT_WAITS);
    }

    private static Outline letter(int round, LetterState state, boolean isDecoded, Instant occurredAt) {
        return new Outline("k~" + round, round, state, isDecoded, Optional.of(occurredAt), false);
    }
}
