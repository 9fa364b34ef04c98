package dev.elch.dlq.deadletter;

import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.startup.MongoIndexes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The database that {@code spring.mongodb.uri} names. */
@Configuration(proxyBeanMethods = false)
class MongoDatabaseConfiguration {

    private static final int LONGEST_SEARCH_SECONDS = 5;
    private static final int LONGEST_ANSWER_SECONDS = 30;
    private static final Duration HEALTH_DEADLINE = Duration.ofSeconds(2);

    /** What it acknowledges survives the loss of a member, what it reads is current, whatever the connection string says. */
    @Bean
    MongoDatabase database(MongoClient client, MongoConnectionDetails connection) {
        return client.getDatabase(
                        Optional.ofNullable(connection.getConnectionString().getDatabase())
                                .orElse("elch"))
                .withWriteConcern(WriteConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
    }

    /** Whether our database answers a ping within 2 s; replaces Spring Boot's indicator, see docs/gotchas.md. */
    @Bean
    ReactiveHealthIndicator mongoHealthIndicator(MongoDatabase database) {
        return () -> Mono.from(database.runCommand(new Document("ping", 1)))
                .timeout(HEALTH_DEADLINE)
                .map(pong -> Health.up().build())
                .onErrorResume(failure -> Mono.just(Health.down()
                        .withDetail("error", String.valueOf(failure.getMessage()))
                        .build()));
    }

    /** A database that is away shows soon, and a connection that is dead is not waited for for ever. */
    @Bean
    MongoClientSettingsBuilderCustomizer shortWaits() {
        return settings -> settings.applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(LONGEST_SEARCH_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.readTimeout(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS));
    }

    @Bean
    ChangedDeadLetters changedDeadLetters() {
        return new ChangedDeadLetters();
    }

    @Bean
    MongoDeadLetters deadLetters(MongoDatabase database, ChangedDeadLetters changed) {
        return new MongoDeadLetters(database, changed);
    }

    @Bean
    MongoIndexes deadLetterIndexes() {
        return MongoDeadLetterIndexes.ofDeadLetters();
    }
}
