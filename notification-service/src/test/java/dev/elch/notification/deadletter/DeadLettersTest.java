package dev.elch.notification.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.notification.record.Envelope;
import dev.elch.notification.record.FakeRoutes;
import dev.elch.notification.record.Published;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private final FakeRoutes routes = new FakeRoutes();
    private final InMemoryParkedDeadLetters parked = new InMemoryParkedDeadLetters();
    private final DeadLetters deadLetters =
            new DeadLetters(routes, parked, Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC));
    private final Envelope odd = deadLetter("odd");
    private final Envelope ordinary = deadLetter("ordinary");

    @Test
    void one_that_the_topic_never_takes_stays_parked_and_holds_up_no_other() {
        routes.answer((topic, envelope) -> envelope.equals(odd) ? Published.INVALID : Published.YES);

        assertThat(deadLetters.add(odd)).isTrue();
        assertThat(deadLetters.add(ordinary)).isTrue();
        parked.park(ordinary, Published.NOT_NOW, Instant.EPOCH);
        deadLetters.publishParked();

        assertThat(routes.on(Topics.DEAD_LETTERS)).hasSize(2);
        assertThat(parked.oldest(10))
                .extracting(ParkedDeadLetters.Parked::deadLetter)
                .containsExactly(odd);
    }

    @Test
    void how_many_are_parked_is_known_by_why() {
        routes.answer((topic, envelope) -> envelope.equals(odd) ? Published.INVALID : Published.NOT_AUTHORIZED);
        deadLetters.add(odd);
        deadLetters.add(ordinary);

        deadLetters.publishParked();

        assertThat(deadLetters.parkedNow())
                .containsEntry(Published.INVALID, 1L)
                .containsEntry(Published.NOT_AUTHORIZED, 1L);
    }

    @Test
    void those_that_were_not_authorized_are_published_once_they_are() {
        routes.answer(Published.NOT_AUTHORIZED);
        deadLetters.add(odd);
        deadLetters.publishParked();

        routes.answer(Published.YES);
        deadLetters.publishParked();

        assertThat(routes.on(Topics.DEAD_LETTERS)).containsExactly(odd);
        assertThat(deadLetters.parkedNow()).isEmpty();
    }

    private static Envelope deadLetter(String eventKey) {
        return new Envelope(
                Envelope.Content.of(null),
                Envelope.Content.of(new byte[] {1, 2, 3}),
                DeliveryHeaders.first().identifiedBy(eventKey, "user-signed-in-0-1"),
                List.of());
    }
}
