package dev.elch.auth.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.auth.meters.AuthMeters;
import dev.elch.auth.signin.SignIn;
import dev.elch.auth.signin.SignIns;
import dev.elch.testkit.time.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class SignInPublisherTest {

    private final SettableClock clock = SettableClock.at(SignIns.NOON);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AuthMeters meters = new AuthMeters(registry, clock);
    private final OutboxProperties properties = OutboxSettings.defaults();
    private final InMemorySignIns database = new InMemorySignIns();
    private final ScriptedEvents broker = new ScriptedEvents();
    private final UnsavedSignIns unsaved = new UnsavedSignIns(10, meters);
    private final SignInPublisher publisher =
            new SignInPublisher(database, database, broker, unsaved, properties, meters, clock);

    @Test
    void publishes_at_once_and_notes_that_it_did() {
        assertThat(publish("a")).isEqualTo(PublishState.PUBLISHED);

        assertThat(broker.acknowledged()).containsExactly("a");
        assertThat(database.isPublished("a")).isTrue();
    }

    @Test
    void hands_the_event_to_the_relay_when_the_broker_is_down() {
        broker.goDown();

        assertThat(publish("a")).isEqualTo(PublishState.STORED);

        assertThat(database.relayFrom("a")).isEqualTo(clock.instant());
    }

    @Test
    void publishes_and_keeps_the_sign_in_in_memory_when_the_database_is_away() {
        database.goAway();

        assertThat(publish("a")).isEqualTo(PublishState.PUBLISHED);

        assertThat(unsaved.take()).hasValueSatisfying(kept -> {
            assertThat(kept.eventKey()).isEqualTo("a");
            assertThat(kept.isPublished()).isTrue();
        });
    }

    @Test
    void keeps_the_sign_in_in_memory_when_both_are_away() {
        database.goAway();
        broker.goDown();

        assertThat(publish("a")).isEqualTo(PublishState.IN_PROGRESS);

        assertThat(unsaved.take())
                .hasValueSatisfying(kept -> assertThat(kept.isPublished()).isFalse());
    }

    @Test
    void does_not_let_an_event_overtake_those_of_its_user_that_wait() {
        database.store(SignIns.of("earlier"), clock.instant(), clock.instant()).block();

        assertThat(publish("later")).isEqualTo(PublishState.STORED);

        assertThat(broker.acknowledged()).isEmpty();
        assertThat(database.relayFrom("later")).isEqualTo(clock.instant());
    }

    @Test
    void lets_the_user_go_on_when_the_budget_is_over_and_finishes_the_work() {
        Sinks.Empty<Void> acknowledgement = Sinks.empty();
        broker.answer(acknowledgement.asMono());

        StepVerifier.withVirtualTime(() -> publisher.publish(SignIns.of("a")))
                .expectSubscription()
                .expectNoEvent(properties.budget().minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(PublishState.IN_PROGRESS)
                .verifyComplete();
        assertThat(registry.counter("elch.auth.budget.exceeded").count()).isEqualTo(1);

        acknowledgement.tryEmitEmpty();
        assertThat(database.isPublished("a")).isTrue();
    }

    @Test
    void does_not_stop_the_work_when_the_user_goes_away() {
        Sinks.Empty<Void> acknowledgement = Sinks.empty();
        broker.answer(acknowledgement.asMono());

        publisher.publish(SignIns.of("a")).subscribe().dispose();
        acknowledgement.tryEmitEmpty();

        assertThat(database.isPublished("a")).isTrue();
    }

    @Test
    void says_that_a_device_is_new_the_first_time_only() {
        publish("a");
        assertThat(broker.onlyOne().newDevice()).isTrue();

        ScriptedEvents second = new ScriptedEvents();
        publisherWith(second).publish(SignIns.of("b")).block();
        assertThat(second.onlyOne().newDevice()).isFalse();
    }

    @Test
    void does_not_learn_a_device_from_a_disputed_sign_in() {
        publish("a");
        database.dispute("a", false, clock.instant()).block();

        ScriptedEvents second = new ScriptedEvents();
        publisherWith(second).publish(SignIns.of("b")).block();
        assertThat(second.onlyOne().newDevice()).isTrue();
    }

    @Test
    void counts_a_device_as_new_while_the_history_can_not_be_read() {
        publish("a");
        database.goAway();

        ScriptedEvents second = new ScriptedEvents();
        publisherWith(second).publish(SignIns.of("b")).block();
        assertThat(second.onlyOne().newDevice()).isTrue();
    }

    private PublishState publish(String eventKey) {
        SignIn signIn = SignIns.of(eventKey);
        return Mono.from(publisher.publish(signIn)).block();
    }

    private SignInPublisher publisherWith(SignInEvents events) {
        return new SignInPublisher(database, database, events, unsaved, properties, meters, clock);
    }
}
