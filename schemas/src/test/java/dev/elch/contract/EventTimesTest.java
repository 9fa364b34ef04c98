package dev.elch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventTimesTest {

    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void times_of_sign_ins_are_right() {
        assertThat(EventTimes.fault(now, now)).isEmpty();
        assertThat(EventTimes.fault(EventTimes.EARLIEST, now)).isEmpty();
        assertThat(EventTimes.fault(now.plus(Duration.ofMinutes(5)), now)).isEmpty();
    }

    @Test
    void times_of_faulty_producers_are_named() {
        assertThat(EventTimes.fault(Instant.parse("0000-01-01T00:00:00Z"), now)).isPresent();
        assertThat(EventTimes.fault(Instant.parse("1700-01-01T00:00:00Z"), now)).isPresent();
        assertThat(EventTimes.fault(Instant.ofEpochMilli(0), now)).isPresent();
        assertThat(EventTimes.fault(Instant.ofEpochMilli(Long.MIN_VALUE), now)).isPresent();
        assertThat(EventTimes.fault(Instant.ofEpochMilli(Long.MAX_VALUE), now)).isPresent();
        assertThat(EventTimes.fault(Instant.MIN, now)).isPresent();
        assertThat(EventTimes.fault(Instant.MAX, now)).isPresent();
        assertThat(EventTimes.fault(Instant.ofEpochMilli(now.getEpochSecond()), now))
                .isPresent();
        assertThat(EventTimes.fault(Instant.ofEpochMilli(now.toEpochMilli() * 1_000), now))
                .isPresent();
        assertThat(EventTimes.fault(now.plus(Duration.ofHours(1)), now)).isPresent();
        assertThat(EventTimes.fault(now.plus(Duration.ofDays(400)), now)).isPresent();
    }
}
