package dev.elch.auth.outbox;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.auth.background.BackgroundWork;
import dev.elch.auth.meters.AuthMeters;
import dev.elch.startup.MongoIndexes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
        return new BackgroundWork(relay.round()
                .repeatWhen(done -> done.delayElements(properties.relayInterval()))
                .then());
    }
}
