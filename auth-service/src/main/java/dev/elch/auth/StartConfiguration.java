package dev.elch.auth;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.auth.background.BackgroundWork;
import dev.elch.auth.outbox.RegistryProperties;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.startup.KafkaStartCheck;
import dev.elch.startup.MongoIndexes;
import dev.elch.startup.MongoStartCheck;
import dev.elch.startup.SchemaStartCheck;
import dev.elch.startup.StartChecks;
import dev.elch.startup.StartProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/** Checks broker, registry and database when all beans exist and before the server listens. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StartProperties.class)
class StartConfiguration {

    private static final UserSignedIn SAMPLE = UserSignedIn.newBuilder()
            .setEventKey("start-check")
            .setUserId("github:0")
            .setLogin("sample")
            .setOccurredAt(Instant.EPOCH)
            .build();

    @Bean
    SmartInitializingSingleton startChecks(
            KafkaProperties kafka,
            RegistryProperties registry,
            Serializer<UserSignedIn> serializer,
            MongoDatabase database,
            MongoConnectionDetails connection,
            StartProperties properties,
            Clock clock) {
        StartChecks checks = new StartChecks(
                List.of(
                        new KafkaStartCheck(kafka.buildAdminProperties(), List.of(Topics.USER_SIGNED_IN)),
                        new SchemaStartCheck<>(registry.url(), serializer, Topics.USER_SIGNED_IN, SAMPLE),
                        new MongoStartCheck(database, connection.getConnectionString(), List.of())),
                properties.patience(),
                clock);
        return checks::pass;
    }

    /** Not a start check: sign-in works without the database, so the indexes are created as soon as it answers. */
    @Bean
    BackgroundWork indexWork(MongoDatabase database, List<MongoIndexes> indexes) {
        return new BackgroundWork(Flux.fromIterable(indexes)
                .concatMap(wanted -> wanted.create(database))
                .then()
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(Duration.ofMinutes(1))));
    }
}
