package dev.elch.dlq.deadletter;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.audit.MongoAuditLog;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database that {@code spring.mongodb.uri} names. */
@Configuration(proxyBeanMethods = false)
class MongoDatabaseConfiguration {

    private static final int LONGEST_SEARCH_SECONDS = 5;
    private static final int LONGEST_ANSWER_SECONDS = 30;

    @Bean
    MongoDatabase database(MongoClient client, MongoConnectionDetails connection) {
        return client.getDatabase(
                Optional.ofNullable(connection.getConnectionString().getDatabase())
                        .orElse("elch"));
    }

    /** A database that is away shows soon, and a connection that is dead is not waited for for ever. */
    @Bean
    MongoClientSettingsBuilderCustomizer shortWaits() {
        return settings -> settings.applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(LONGEST_SEARCH_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.readTimeout(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS));
    }

    @Bean
    ChangedLetters changedLetters() {
        return new ChangedLetters();
    }

    @Bean
    MongoLetters letters(MongoDatabase database, ChangedLetters changed) {
        return new MongoLetters(database, changed);
    }

    @Bean
    MongoLetterMoves letterMoves(MongoDatabase database, ChangedLetters changed) {
        return new MongoLetterMoves(database, changed);
    }

    @Bean
    MongoClaims claims(MongoDatabase database, ChangedLetters changed) {
        return new MongoClaims(database, changed);
    }

    @Bean
    MongoProviders providers(MongoDatabase database) {
        return new MongoProviders(database);
    }

    @Bean
    Confirmation confirmation(DlqProperties properties) {
        return new Confirmation(properties.confirmAbove());
    }

    @Bean
    MongoGroups groups(MongoDatabase database, Clock clock) {
        return new MongoGroups(database, clock);
    }

    @Bean(destroyMethod = "stop")
    GroupCounter groupCounter(MongoDatabase database, ChangedLetters changed) {
        return new GroupCounter(new MongoGroupCounting(database)::count, changed);
    }

    @Bean
    Shelf shelf(
            MongoLetters letters, MongoLetterMoves moves, MongoAuditLog audit, Confirmation confirmation, Clock clock) {
        return new Shelf(letters, moves, audit, confirmation, clock);
    }

    /** Not before it is known that the database is there. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> countOnceReady(MongoDatabase database, GroupCounter counter) {
        return ready -> {
            new MongoLetterIndexes(database).create();
            counter.start();
        };
    }
}
