package dev.elch.notification.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShorteningRoutesTest {

    private static final String TOPIC = "topic";

    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final FakeRoutes broker = new FakeRoutes();
    private final InMemoryStoredRecords stored = new InMemoryStoredRecords();
    private final ShorteningRoutes routes = new ShorteningRoutes(broker, stored, Clock.fixed(now, ZoneOffset.UTC));
    private final byte[] value = new byte[] {1, 2, 3};
    private final Envelope envelope = new Envelope(
            Envelope.Content.of(new byte[] {7}),
            Envelope.Content.of(value),
            DeliveryHeaders.first().identifiedBy("event-1", "user-signed-in-0-1"),
            List.of(other("traceparent", 55), other("huge", 100_000), other("note", 10)));

    @ParameterizedTest
    @EnumSource(names = {"TOO_LARGE", "INVALID"})
    void a_short_record_goes_in_place_of_one_that_its_topic_never_takes(Published refusal) {
        broker.answer((topic, record) -> record.value().bytes() == null ? Published.YES : refusal);

        assertThat(routes.publish(TOPIC, envelope)).isEqualTo(Published.YES);

        Envelope shortened = broker.on(TOPIC).get(0);
        assertThat(shortened.headers().eventKey()).isEqualTo("event-1");
        assertThat(shortened.key().bytes()).containsExactly(7);
        assertThat(shortened.others()).extracting(Envelope.Other::name).containsExactly("traceparent", "note");
        assertThat(stored.find(shortened.headers().storedRecord(), now)).hasValue(value);
    }

    @Test
    void a_record_without_a_value_goes_without_what_is_large() {
        broker.answer((topic, record) -> record.size() > 1_000 ? Published.TOO_LARGE : Published.YES);
        Envelope tombstone = new Envelope(
                Envelope.Content.of(new byte[5_000]),
                Envelope.Content.of(null),
                envelope.headers(),
                List.of(other("huge", 100_000)));

        assertThat(routes.publish(TOPIC, tombstone)).isEqualTo(Published.YES);

        Envelope shortened = broker.on(TOPIC).get(0);
        assertThat(shortened.headers().storedRecord()).isNull();
        assertThat(shortened.size()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_NOW", "NOT_AUTHORIZED", "YES"})
    void what_does_not_depend_on_the_record_is_answered_as_it_is(Published answer) {
        broker.answer(answer);

        assertThat(routes.publish(TOPIC, envelope)).isEqualTo(answer);

        assertThat(broker.on(TOPIC)).allSatisfy(record -> assertThat(record).isSameAs(envelope));
    }

    private static Envelope.Other other(String name, int size) {
        return new Envelope.Other(name, Envelope.Content.of(new byte[size]));
    }
}
