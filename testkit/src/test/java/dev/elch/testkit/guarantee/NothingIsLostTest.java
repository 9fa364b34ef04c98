package dev.elch.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NothingIsLostTest {

    private final NothingIsLost guarantee = new NothingIsLost();

    @Test
    void holds_when_each_event_has_one_outcome_however_often_both_were_told() {
        guarantee.published("a");
        guarantee.published("a");
        guarantee.settled("a", 0, "SENT");
        guarantee.settled("a", 0, "SENT");

        assertThatCode(guarantee::assertHolds).doesNotThrowAnyException();
        assertThat(guarantee.count("SENT")).isEqualTo(1);
    }

    @Test
    void finds_a_lost_event() {
        guarantee.published("a");

        assertThatThrownBy(guarantee::assertHolds).hasMessageContaining("1 events without an outcome: [a]");
        assertThatThrownBy(() -> guarantee.awaitAndAssert(1, Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void no_event_at_all_proves_nothing() {
        assertThatThrownBy(guarantee::assertHolds).hasMessageContaining("proves nothing");
    }

    @Test
    void an_event_without_an_outcome_is_missing() {
        guarantee.published("a");
        guarantee.settled("a", 0, "SENT");

        assertThatThrownBy(() -> guarantee.awaitAndAssert(2, Duration.ofMillis(1)))
                .hasMessageContaining("only 1 of 2 events");
    }

    @Test
    void finds_two_different_outcomes() {
        guarantee.published("a");
        guarantee.settled("a", 0, "SENT");
        guarantee.settled("a", 0, "SUPPRESSED");

        assertThatThrownBy(guarantee::assertHolds)
                .hasMessageContaining("several outcomes")
                .hasMessageContaining("a");
    }

    @Test
    void a_replay_may_end_differently() {
        guarantee.published("a");
        guarantee.settled("a", 0, "DEAD");
        guarantee.deadLettered("a");
        guarantee.settled("a", 1, "SENT");

        assertThatCode(guarantee::assertHolds).doesNotThrowAnyException();
        assertThat(guarantee.count("DEAD")).isZero();
    }

    @Test
    void finds_an_event_that_ended_as_dead_without_a_letter() {
        guarantee.published("a");
        guarantee.settled("a", 0, "DEAD");

        assertThatThrownBy(guarantee::assertHolds).hasMessageContaining("no dead letter");
    }

    @Test
    void finds_an_outcome_out_of_nowhere() {
        guarantee.settled("ghost", 0, "SENT");

        assertThatThrownBy(guarantee::assertHolds).hasMessageContaining("were not published: [ghost]");
    }

    @Test
    void shows_only_some_of_many() {
        for (int i = 0; i < 100; i++) {
            guarantee.published("event-" + i);
        }

        assertThatThrownBy(guarantee::assertHolds)
                .hasMessageContaining("100 events without an outcome")
                .hasMessageContaining("and more")
                .hasMessageNotContaining("event-10,");
    }
}
