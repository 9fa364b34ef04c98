package dev.elch.dlq.start;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.contract.Topics;
import dev.elch.dlq.replay.ReplayProperties;
import java.net.URI;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** Looks for broker, registry and database before the first listener starts and the port opens. */
@Configuration(proxyBeanMethods = false)
class MongoStartConfiguration {

    private static final List<String> TOPICS = List.of(Topics.DEAD_LETTERS, Topics.REPLAY, Topics.NOTIFICATION_SETTLED);

    @Bean
    SmartInitializingSingleton patientStart(
            StartProperties properties,
            ReplayProperties replays,
            KafkaAdmin kafka,
            @Value("${elch.registry.url}") URI registry,
            MongoDatabase database,
            MongoConnectionDetails connection) {
        List<String> hosts = connection.getConnectionString().getHosts();
        List<StartCheck> checks = List.of(
                new MongoStartCheck(database, String.join(",", hosts)),
                new RegistryStartCheck(registry),
                new KafkaStartCheck(
                        kafka.getConfigurationProperties(),
                        TOPICS,
                        "Create the topics before the services start: no service of Elch creates one by itself."),
                new KafkaStartCheck(
                        kafka.getConfigurationProperties(),
                        replays.where().others(),
                        "Dead letters may be sent there (elch.replay.topics): create it, or take it off the list."));
        return () -> new PatientStart(checks, properties.patience()).waitForEverything();
    }
}
