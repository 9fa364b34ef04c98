package dev.elch.notification.start;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.contract.NotificationSettled;
import dev.elch.contract.Topics;
import dev.elch.notification.MongoIndexes;
import dev.elch.notification.RegistryProperties;
import dev.elch.notification.retry.RetryChain;
import dev.elch.notification.retry.RetryStep;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** Looks for broker, registry and database before the first record is read and the port opens. */
@Configuration(proxyBeanMethods = false)
class MongoStartConfiguration {

    private static final Duration FOR_INDEXES = Duration.ofSeconds(30);

    @Bean
    SmartInitializingSingleton patientStart(
            StartProperties properties,
            KafkaAdmin kafka,
            RetryChain chain,
            RegistryProperties registry,
            Serializer<NotificationSettled> settledSerializer,
            MongoDatabase database,
            MongoConnectionDetails connection,
            List<MongoIndexes> indexes) {
        List<String> hosts = connection.getConnectionString().getHosts();
        List<String> topics = Stream.concat(
                        Stream.of(
                                Topics.USER_SIGNED_IN, Topics.REPLAY, Topics.DEAD_LETTERS, Topics.NOTIFICATION_SETTLED),
                        chain.steps().stream().map(RetryStep::topic))
                .toList();
        List<StartCheck> checks = List.of(
                new MongoStartCheck(database, String.join(",", hosts)),
                new RegistryStartCheck(registry.url(), settledSerializer),
                new KafkaStartCheck(kafka.getConfigurationProperties(), topics));
        return () -> {
            new PatientStart(checks, properties.patience()).waitForEverything();
            indexes.forEach(wanted -> wanted.create(FOR_INDEXES));
        };
    }
}
