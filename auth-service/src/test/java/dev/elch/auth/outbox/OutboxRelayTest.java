package dev.elch.auth.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.auth.meters.AuthMeters;
import dev.elch.auth.signin.SignIns;
import dev.elch.testkit.time.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class OutboxRelayTest {

    private final SettableClock clock = SettableClock.at(SignIns.NOON);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AuthMeters meters = new AuthMeters(registry, clock);
    private final OutboxProperties properties = OutboxSettings.defaults();
    private final InMemorySignIns database = new InMemorySignIns();
    private final ScriptedEvents broker = new ScriptedEvents();
    private final UnsavedSignIns unsaved = new UnsavedSignIns(10, meters);
    private final OutboxRelay relay = new OutboxRelay(database, broker, unsaved, properties, meters, clock);

    @Test
    void publishes_everything_that_is_due() {
        stored("a", clock.instant());
        stored("b", clock.instant());

        relay.round().block();

        assertThat(broker.acknowledged()).containsExactly("a", "b");
        assertThat(database.isPublished("a")).isTrue();
        assertThat(database.isPublished("b")).isTrue();
        assertThat(registry.get("elch.auth.published")
                        .tag("way", "relay")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void leaves_an_event_to_who_is_publishing_it() {
        stored("a", clock.instant().plus(properties.lease()));

        relay.round().block();
        assertThat(broker.acknowledged()).isEmpty();

        clock.advance(properties.lease());
        relay.round().block();
        assertThat(broker.acknowledged()).containsExactly("a");
    }

    @Test
    void publishes_an_event_once_with_two_relays() {
        OutboxRelay other = new OutboxRelay(database, broker, unsaved, properties, meters, clock);
        stored("a", clock.instant());

        relay.round().then(other.round()).block();

        assertThat(broker.acknowledged()).containsExactly("a");
    }

    @Test
    void waits_before_it_tries_an_event_again_and_then_publishes_it() {
        stored("a", clock.instant());
        broker.goDown();
        relay.round().block();
        assertThat(database.relayFrom("a")).isEqualTo(clock.instant().plus(properties.relayBackoff()));

        broker.comeBack();
        relay.round().block();
        assertThat(broker.acknowledged()).isEmpty();

        clock.advance(properties.relayBackoff());
        relay.round().block();
        assertThat(broker.acknowledged()).containsExactly("a");
    }

    @Test
    void publishes_what_a_user_did_first_before_what_is_due_longer() {
        stored("second", "github:1", 2, clock.instant().minusSeconds(20));
        stored("first", "github:1", 1, clock.instant());

        relay.round().block();

        assertThat(broker.acknowledged()).containsExactly("first", "second");
    }

    @Test
    void delays_only_the_user_of_an_event_that_fails() {
        stored("a1", "github:1", 1, clock.instant());
        stored("a2", "github:1", 2, clock.instant());
        stored("b1", "github:2", 3, clock.instant());
        broker.refuse("a1");

        relay.round().block();
        assertThat(broker.acknowledged()).containsExactly("b1");

        broker.comeBack();
        relay.round().block();
        assertThat(broker.acknowledged()).containsExactly("b1");

        clock.advance(properties.relayBackoff());
        relay.round().block();
        assertThat(broker.acknowledged()).containsExactly("b1", "a1", "a2");
    }

    @Test
    void publishes_everything_after_an_instance_was_killed_in_the_middle() {
        stored("a1", "github:1", 1, clock.instant());
        stored("a2", "github:1", 2, clock.instant());
        broker.answer(Mono.never());
        relay.round().subscribe().dispose();

        broker.comeBack();
        relay.round().block();
        assertThat(broker.acknowledged()).isEmpty();

        clock.advance(properties.lease());
        relay.round().block();
        assertThat(broker.acknowledged()).containsExactly("a1", "a2");
    }

    @Test
    void tries_only_a_few_events_while_the_broker_is_down() {
        for (int i = 0; i < 50; i++) {
            stored("event-" + i, "github:" + i, i, clock.instant());
        }
        broker.goDown();

        relay.round().block();

        assertThat(registry.get("elch.auth.publish")
                        .tag("result", "failed")
                        .timer()
                        .count())
                .isEqualTo(4);
    }

    @Test
    void stores_what_waited_in_memory_and_publishes_it() {
        unsaved.keep(SignIns.of("a"), false);

        relay.round().block();

        assertThat(database.isPublished("a")).isTrue();
        assertThat(broker.acknowledged()).containsExactly("a");
    }

    @Test
    void stores_what_was_published_without_the_database_and_does_not_publish_it_again() {
        unsaved.keep(SignIns.of("a"), true);

        relay.round().block();

        assertThat(database.isPublished("a")).isTrue();
        assertThat(broker.acknowledged()).isEmpty();
    }

    @Test
    void publishes_from_memory_once_while_the_database_stays_away() {
        database.goAway();
        unsaved.keep(SignIns.of("a"), false);

        relay.round().block();
        relay.round().block();
        assertThat(broker.acknowledged()).containsExactly("a");

        database.comeBack();
        relay.round().block();
        assertThat(database.isPublished("a")).isTrue();
        assertThat(broker.acknowledged()).containsExactly("a");
    }

    @Test
    void keeps_a_sign_in_in_memory_while_both_are_away() {
        database.goAway();
        broker.goDown();
        unsaved.keep(SignIns.of("a"), false);

        relay.round().block();

        assertThat(registry.get("elch.auth.unsaved").gauge().value()).isEqualTo(1);
        assertThat(registry.get("elch.auth.lost").counter().count()).isZero();
    }

    @Test
    void tells_how_much_waits_and_for_how_long() {
        broker.goDown();
        stored("a", clock.instant().plusSeconds(60));
        clock.advance(Duration.ofSeconds(7));

        relay.measure().block();

        assertThat(registry.get("elch.auth.outbox.backlog").gauge().value()).isEqualTo(1);
        assertThat(registry.get("elch.auth.outbox.oldest").gauge().value()).isEqualTo(7);
        assertThat(relay.backlog()).isEqualTo(new Outbox.Backlog(1, SignIns.NOON));
    }

    @Test
    void counts_as_lost_what_no_longer_fits_into_memory() {
        UnsavedSignIns small = new UnsavedSignIns(1, meters);
        small.keep(SignIns.of("a"), false);

        small.keep(SignIns.of("b"), false);

        assertThat(registry.get("elch.auth.lost").counter().count()).isEqualTo(1);
    }

    private void stored(String eventKey, String userId, int second, Instant relayFrom) {
        Instant occurredAt = SignIns.NOON.plusSeconds(second);
        database.store(SignIns.of(eventKey, userId, null, occurredAt), relayFrom, clock.instant())
                .block();
    }

    private void stored(String eventKey, Instant relayFrom) {
        database.store(SignIns.of(eventKey), relayFrom, clock.instant()).block();
    }
}
