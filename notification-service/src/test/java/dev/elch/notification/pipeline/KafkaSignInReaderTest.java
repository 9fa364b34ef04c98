package dev.elch.notification.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.record.Envelope;
import dev.elch.notification.record.InMemoryStoredRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSignInReaderTest {

    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RegistryState registry = new RegistryState(new DeliveryMeters(meters), clock);
    private final InMemoryStoredRecords stored = new InMemoryStoredRecords();
    private final KafkaSignInReader reader =
            new KafkaSignInReader(() -> KafkaSignInReaderTest::event, stored, registry, clock);

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

    @Test
    void a_value_that_is_kept_in_the_database_is_read_from_there() {
        String id = stored.keep(bytes(now.minusSeconds(1).toEpochMilli()), now);

        assertThat(reader.read(record(Topics.DEAD_LETTERS, null, id))).isInstanceOf(Reading.Read.class);
    }

    @Test
    void a_value_that_is_not_kept_any_more_is_never_readable() {
        assertThat(reader.read(record(Topics.REPLAY, null, "0".repeat(64)))).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void a_record_of_the_main_topic_cannot_name_a_value_of_another() {
        String id = stored.keep(bytes(now.minusSeconds(1).toEpochMilli()), now);

        assertThat(reader.read(record(Topics.USER_SIGNED_IN, null, id))).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void trouble_with_the_registry_is_known_until_it_answers() {
        AtomicBoolean isDown = new AtomicBoolean(true);
        Deserializer<UserSignedIn> down =
                WireFormat.deserializer(URI.create("http://127.0.0.1:1/apis/registry/v3"), UserSignedIn.class);
        KafkaSignInReader reading = new KafkaSignInReader(
                () -> (topic, value) -> isDown.get() ? down.deserialize(topic, value) : event(topic, value),
                stored,
                registry,
                clock);
        IncomingRecord good = record(Topics.USER_SIGNED_IN, bytes(now.toEpochMilli()), null);

        assertThat(reading.read(good)).isInstanceOf(Reading.NotNow.class);
        assertThat(registry.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble.since()).isEqualTo(now));
        assertThat(meters.get("elch.registry.trouble").gauge().value()).isEqualTo(1);
        assertThat(meters.get("elch.registry.failures").counter().count()).isEqualTo(1);

        isDown.set(false);
        assertThat(reading.read(good)).isInstanceOf(Reading.Read.class);
        assertThat(registry.trouble()).isEmpty();
    }

    private Reading read(long occurredAt) {
        return reader.read(record(Topics.USER_SIGNED_IN, bytes(occurredAt), null));
    }

    private static byte[] bytes(long occurredAt) {
        return ByteBuffer.allocate(Long.BYTES).putLong(occurredAt).array();
    }

    private static IncomingRecord record(String topic, byte @Nullable [] value, @Nullable String storedRecord) {
        DeliveryHeaders headers = storedRecord == null
                ? DeliveryHeaders.first()
                : DeliveryHeaders.first().storedAs(storedRecord);
        Envelope envelope = new Envelope(Envelope.Content.of(null), Envelope.Content.of(value), headers, List.of());
        return new IncomingRecord(topic, 0, 1, envelope);
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
