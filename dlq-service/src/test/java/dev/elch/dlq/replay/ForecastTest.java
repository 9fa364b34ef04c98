package dev.elch.dlq.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.dlq.deadletter.LetterState;
import dev.elch.dlq.deadletter.Outline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final ReplayProperties properties =
            new ReplayProperties(3, Duration.ofHours(24), 50, 10, 0.5, List.of("quarantine"), Duration.ofSeconds(10));
    private final Forecast forecast = new Forecast(properties, Topics.REPLAY);
    private final Forecast forOthers = new Forecast(properties, "quarantine");

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

    @Test
    void somebody_else_may_get_what_would_become_no_mail_here() {
        assertThat(forOthers.skipped(letter(3, LetterState.OPEN, true, now.minus(Duration.ofHours(25))), now))
                .isEmpty();
        assertThat(forOthers.skipped(new Outline("k~0", 0, LetterState.OPEN, false, Optional.empty(), false), now))
                .isEmpty();
        assertThat(forOthers.skipped(letter(DeliveryHeaders.MAX_ROUND, LetterState.OPEN, true, now), now))
                .contains("loop_guard");
        assertThat(forOthers.skipped(new Outline("k~0", 0, LetterState.OPEN, true, Optional.empty(), true), now))
                .contains("edit_waits");
        assertThat(forOthers.skippedAtFirst(letter(0, LetterState.HANDED_OVER, true, now), now))
                .contains("not_open");
    }

    private static Outline letter(int round, LetterState state, boolean isDecoded, Instant occurredAt) {
        return new Outline("k~" + round, round, state, isDecoded, Optional.of(occurredAt), false);
    }
}
