package dev.elch.auth.outbox;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.auth.background.BackgroundWork;
import dev.elch.auth.meters.AuthMeters;
import dev.elch.startup.MongoIndexes;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Wires the way of an event from the sign-in to the broker. */
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    @Bean
    MongoOutbox outbox(MongoDatabase database, OutboxProperties properties) {
        return new MongoOutbox(database, properties.history());
    }

    @Bean
    SignInHistory signInHistory(MongoDatabase database, OutboxProperties properties, Clock clock) {
        return new MongoSignInHistory(database, properties.history(), clock);
    }

    @Bean
    UnsavedSignIns unsavedSignIns(OutboxProperties properties, AuthMeters meters) {
        return new UnsavedSignIns(properties.unsaved(), meters);
    }

    @Bean
    SignInPublisher publisher(
            SignInHistory history,
            Outbox outbox,
            SignInEvents events,
            UnsavedSignIns unsaved,
            OutboxProperties properties,
            AuthMeters meters,
            Clock clock) {
        return new SignInPublisher(history, outbox, events, unsaved, properties, meters, clock);
    }

    @Bean
    OutboxRelay outboxRelay(
            Outbox outbox,
            SignInEvents events,
            UnsavedSignIns unsaved,
            OutboxProperties properties,
            AuthMeters meters,
            Clock clock) {
        return new OutboxRelay(outbox, events, unsaved, properties, meters, clock);
    }

    @Bean
    MongoIndexes signInIndexes() {
        return MongoOutbox.INDEXES;
    }

    @Bean
    BackgroundWork outboxWork(OutboxRelay relay, OutboxProperties properties) {
        return new BackgroundWork(Mono.when(
                again(relay.round(), properties.relayInterval()), again(relay.measure(), properties.relayInterval())));
    }

    private static Mono<Void> again(Mono<Void> work, Duration pause) {
        return work.repeatWhen(done -> done.delayElements(pause)).then();
    }

    /** Tells what waits. Never down for it: sign-in works, and another instance would have the same backlog. */
    @Bean
    ReactiveHealthIndicator outboxHealthIndicator(OutboxRelay relay) {
        return () -> Mono.fromSupplier(relay::backlog).map(backlog -> {
            Health.Builder health = Health.up().withDetail("waiting", backlog.size());
            return (backlog.oldest() == null ? health : health.withDetail("oldest", backlog.oldest())).build();
        });
    }
}
