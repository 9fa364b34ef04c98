package dev.elch.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettableClockTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final SettableClock clock = SettableClock.at(START);
    private final List<String> done = new ArrayList<>();

    @Test
    void stands_still_until_it_is_moved() {
        assertThat(clock.instant()).isEqualTo(START).isEqualTo(clock.instant());

        clock.advance(Duration.ofMillis(1));

        assertThat(clock.millis()).isEqualTo(START.toEpochMilli() + 1);
    }

    @Test
    void does_what_was_planned_in_the_order_of_time_and_shows_each_its_own_time() {
        clock.after(Duration.ofSeconds(5), () -> done.add("later at " + clock.instant()));
        clock.after(Duration.ofSeconds(1), () -> done.add("soon at " + clock.instant()));
        clock.after(Duration.ofSeconds(9), () -> done.add("never"));

        clock.advance(Duration.ofSeconds(6));

        assertThat(done).containsExactly("soon at 2026-03-01T10:00:01Z", "later at 2026-03-01T10:00:05Z");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(6));
    }

    @Test
    void what_a_task_plans_within_the_same_move_is_done_too() {
        clock.after(Duration.ofSeconds(1), () -> clock.after(Duration.ofSeconds(1), () -> done.add("second")));

        clock.advance(Duration.ofSeconds(2));

        assertThat(done).containsExactly("second");
    }

    @Test
    void what_is_due_already_is_done_at_once() {
        clock.at(START, () -> done.add("now"));

        assertThat(done).containsExactly("now");
    }

    @Test
    void can_be_set_back_only_on_purpose() {
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);

        clock.jumpTo(START.minusSeconds(1));

        assertThat(clock.instant()).isEqualTo(START.minusSeconds(1));
    }

    @Test
    void is_the_same_clock_in_another_zone() {
        var ulaanbaatar = clock.withZone(ZoneId.of("Asia/Ulaanbaatar"));

        clock.advance(Duration.ofHours(1));

        assertThat(ulaanbaatar.instant()).isEqualTo(clock.instant());
        assertThat(ulaanbaatar.getZone()).isEqualTo(ZoneId.of("Asia/Ulaanbaatar"));
    }
}
