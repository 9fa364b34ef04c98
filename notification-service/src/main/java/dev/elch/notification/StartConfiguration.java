package dev.elch.notification;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.contract.DeliveryState;
import dev.elch.contract.NotificationSettled;
import dev.elch.contract.Topics;
import dev.elch.notification.retry.RetryChain;
import dev.elch.notification.retry.RetryStep;
import dev.elch.startup.KafkaStartCheck;
import dev.elch.startup.MongoIndexes;
import dev.elch.startup.MongoStartCheck;
import dev.elch.startup.SchemaStartCheck;
import dev.elch.startup.StartChecks;
import dev.elch.startup.StartProperties;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** Checks database, registry and broker before the first record is read and the port opens. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StartProperties.class)
class StartConfiguration {

    private static final NotificationSettled SAMPLE = NotificationSettled.newBuilder()
            .setEventKey("start")
            .setUserId("")
            .setOutcome(DeliveryState.SENT.name())
            .setSettledAt(Instant.EPOCH)
            .build();

    @Bean
    SmartInitializingSingleton startChecks(
            KafkaAdmin kafka,
            RetryChain chain,
            RegistryProperties registry,
            Serializer<NotificationSettled> serializer,
            MongoDatabase database,
            MongoConnectionDetails connection,
            List<MongoIndexes> indexes,
            StartProperties properties,
            Clock clock) {
        StartChecks checks = new StartChecks(
                List.of(
                        new MongoStartCheck(database, connection.getConnectionString(), indexes),
                        new SchemaStartCheck<>(registry.url(), serializer, Topics.NOTIFICATION_SETTLED, SAMPLE),
                        new KafkaStartCheck(kafka.getConfigurationProperties(), topics(chain))),
                properties.patience(),
                clock);
        return checks::pass;
    }

    private static List<String> topics(RetryChain chain) {
        return Stream.concat(
                        Stream.of(
                                Topics.USER_SIGNED_IN, Topics.REPLAY, Topics.DEAD_LETTERS, Topics.NOTIFICATION_SETTLED),
                        chain.steps().stream().map(RetryStep::topic))
                .toList();
    }
}
