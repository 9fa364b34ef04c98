package dev.elch.auth.outbox;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.auth.meters.AuthMeters;
import dev.elch.auth.start.Upkeep;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

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
    Announcer announcer(
            SignInHistory history,
            Outbox outbox,
            SignInEvents events,
            UnsavedSignIns unsaved,
            OutboxProperties properties,
            AuthMeters meters,
            Clock clock) {
        return new Announcer(history, outbox, events, unsaved, properties, meters, clock);
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

    /** Creates the indexes as soon as the database is there, and then lets the relay go its rounds. */
    @Bean
    Upkeep outboxUpkeep(MongoOutbox outbox, OutboxRelay relay, OutboxProperties properties) {
        Mono<Void> indexes = outbox.prepare()
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(Duration.ofMinutes(1)));
        Mono<Void> rounds = relay.round()
                .repeatWhen(done -> done.delayElements(properties.relayInterval()))
                .then();
        return new Upkeep(Mono.when(indexes, rounds));
    }
}
