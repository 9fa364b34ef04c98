package dev.elch.notification.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.UserSignedIn;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.record.Envelope;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSignInReaderTest {

    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final KafkaSignInReader reader =
            new KafkaSignInReader(() -> KafkaSignInReaderTest::event, Clock.fixed(now, ZoneOffset.UTC));

    @Test
    void an_event_of_a_moment_ago_is_read() {
        assertThat(read(now.minusSeconds(1).toEpochMilli())).isInstanceOf(Reading.Read.class);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, -1, 1_772_359_200L, 1_772_359_200_000_000L, -8_520_336_000_000L, Long.MIN_VALUE, Long.MAX_VALUE
            })
    void an_event_at_an_impossible_time_is_never_readable(long occurredAt) {
        assertThat(read(occurredAt)).isInstanceOfSatisfying(Reading.Unreadable.class, unreadable -> {
            assertThat(unreadable.reason()).extracting(Reason::kind).isEqualTo("bad_time");
            assertThat(unreadable.reason().text()).startsWith("occurredAt is ");
        });
    }

    @Test
    void an_event_an_hour_ahead_is_never_readable() {
        assertThat(read(now.plus(Duration.ofHours(1)).toEpochMilli())).isInstanceOf(Reading.Unreadable.class);
    }

    private Reading read(long occurredAt) {
        return reader.read(Envelope.Content.of(
                ByteBuffer.allocate(Long.BYTES).putLong(occurredAt).array()));
    }

    private static UserSignedIn event(String topic, byte[] value) {
        return UserSignedIn.newBuilder()
                .setEventKey("event-1")
                .setUserId("github:1")
                .setLogin("bold")
                .setOccurredAt(Instant.ofEpochMilli(ByteBuffer.wrap(value).getLong()))
                .build();
    }
}
