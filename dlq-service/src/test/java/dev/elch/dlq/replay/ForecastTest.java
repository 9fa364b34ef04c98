package dev.elch.dlq.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.deadletter.DeadLetterSummary;
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
    void an_open_dead_letter_of_today_would_be_sent() {
        assertThat(forecast.skippedAtFirst(deadLetter(0, DeadLetterState.OPEN, true, now.minusSeconds(60)), now))
                .isEmpty();
    }

    @Test
    void a_dead_letter_of_yesterday_is_expired() {
        assertThat(forecast.skipped(deadLetter(0, DeadLetterState.OPEN, true, now.minus(Duration.ofHours(25))), now))
                .contains("expired");
    }

    @Test
    void nothing_is_sent_a_fourth_time() {
        assertThat(forecast.skipped(deadLetter(2, DeadLetterState.OPEN, true, now), now))
                .isEmpty();
        assertThat(forecast.skipped(deadLetter(3, DeadLetterState.OPEN, true, now), now))
                .contains("loop_guard");
    }

    @Test
    void what_can_not_be_read_would_fail_again() {
        assertThat(forecast.skipped(
                        new DeadLetterSummary("k~0", 0, DeadLetterState.OPEN, false, Optional.empty(), false), now))
                .contains("undecodable");
    }

    @Test
    void what_is_not_open_is_not_sent() {
        assertThat(forecast.skippedAtFirst(deadLetter(0, DeadLetterState.DELIVERED, true, now), now))
                .contains("not_open");
        assertThat(forecast.skippedAtFirst(deadLetter(0, DeadLetterState.REPLAYING, true, now), now))
                .contains("not_open");
    }

    @Test
    void a_dead_letter_whose_edit_waits_for_approval_is_not_sent_as_it_came() {
        assertThat(forecast.skipped(
                        new DeadLetterSummary("k~0", 0, DeadLetterState.OPEN, true, Optional.empty(), true), now))
                .contains(Forecast.EDIT_WAITS);
    }

    @Test
    void another_topic_may_get_what_would_become_no_mail_here() {
        assertThat(forOthers.skipped(deadLetter(3, DeadLetterState.OPEN, true, now.minus(Duration.ofHours(25))), now))
                .isEmpty();
        assertThat(forOthers.skipped(
                        new DeadLetterSummary("k~0", 0, DeadLetterState.OPEN, false, Optional.empty(), false), now))
                .isEmpty();
        assertThat(forOthers.skipped(deadLetter(DeliveryHeaders.MAX_ROUND, DeadLetterState.OPEN, true, now), now))
                .contains("loop_guard");
        assertThat(forOthers.skipped(
                        new DeadLetterSummary("k~0", 0, DeadLetterState.OPEN, true, Optional.empty(), true), now))
                .contains("edit_waits");
        assertThat(forOthers.skippedAtFirst(deadLetter(0, DeadLetterState.HANDED_OVER, true, now), now))
                .contains("not_open");
    }

    private static DeadLetterSummary deadLetter(
            int round, DeadLetterState state, boolean isDecoded, Instant occurredAt) {
        return new DeadLetterSummary("k~" + round, round, state, isDecoded, Optional.of(occurredAt), false);
    }
}
