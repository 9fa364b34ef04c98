package dev.elch.dlq.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void starts_slowly_and_reaches_the_full_rate() {
        Pace pace = new Pace(1_000, 0);

        assertThat(pace.speed(0)).isEqualTo(100);
        assertThat(pace.speed(2 * SECOND)).isEqualTo(200);
        assertThat(pace.speed(60 * SECOND)).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 200, 5_000})
    void never_goes_over_the_rate_in_any_second(int rate) {
        Pace pace = new Pace(rate, 0);
        long sentUntilHalfTime = sent(pace, 0, 30);
        long sentAfter = sent(pace, 30, 60);

        assertThat(sentUntilHalfTime).isLessThanOrEqualTo(30L * rate);
        assertThat(sentAfter).isBetween(30L * rate - rate, 30L * rate + rate);
    }

    @Test
    void does_not_make_up_for_a_long_break() {
        Pace pace = new Pace(100, 0);
        sent(pace, 0, 60);

        assertThat(pace.take(10_000, 600 * SECOND)).isLessThanOrEqualTo(25);
    }

    @Test
    void sends_one_at_once_however_slow_it_is() {
        assertThat(new Pace(1, 0).take(500, 0)).isEqualTo(1);
    }

    @Test
    void grants_no_more_than_is_wanted() {
        Pace pace = new Pace(5_000, 0);

        assertThat(pace.take(3, 60 * SECOND)).isEqualTo(3);
    }

    private static long sent(Pace pace, int fromSecond, int toSecond) {
        long sent = 0;
        for (long now = fromSecond * SECOND; now < toSecond * SECOND; now += SECOND / 20) {
            sent += pace.take(10_000, now);
        }
        return sent;
    }
}
