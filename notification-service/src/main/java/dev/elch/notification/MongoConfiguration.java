package dev.elch.notification;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.connection.TransportSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The one database of this service: what it acknowledges survives the loss of a member, what it reads is current. */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {

    private static final String DEFAULT_DATABASE = "elch";
    private static final Duration HEALTH_DEADLINE = Duration.ofSeconds(2);

    @Bean
    MongoDatabase database(MongoClient client, MongoConnectionDetails details) {
        String named = details.getConnectionString().getDatabase();
        return client.getDatabase(named == null ? DEFAULT_DATABASE : named)
                .withWriteConcern(WriteConcern.MAJORITY)
                .withReadConcern(ReadConcern.DEFAULT)
                .withReadPreference(ReadPreference.primary());
    }

    /**
     * Whether our database answers a ping within 2 s. Replaces Spring Boot's indicator of the same name, which lists all
     * databases and asks {@code admin}: a user that may only use this database may not, and not every server answers it.
     */
    @Bean
    ReactiveHealthIndicator mongoHealthIndicator(MongoDatabase database) {
        return () -> Mono.from(database.runCommand(new Document("ping", 1)))
                .timeout(HEALTH_DEADLINE)
                .map(pong -> Health.up().build())
                .onErrorResume(failure -> Mono.just(Health.down()
                        .withDetail("error", String.valueOf(failure.getMessage()))
                        .build()));
    }

    /** Sockets of the JDK instead of Netty's, which cost more processor time; see docs/gotchas.md. */
    @Bean
    MongoClientSettingsBuilderCustomizer socketsOfTheJdk() {
        return settings ->
                settings.transportSettings(TransportSettings.asyncBuilder().build());
    }

    @Bean
    MongoClientSettingsBuilderCustomizer boundedWaits() {
        return settings -> settings.applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(4, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(10, TimeUnit.SECONDS));
    }
}
