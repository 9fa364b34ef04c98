package dev.elch.dlq;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.contract.Topics;
import dev.elch.dlq.replay.ReplayProperties;
import dev.elch.startup.KafkaStartCheck;
import dev.elch.startup.MongoIndexes;
import dev.elch.startup.MongoStartCheck;
import dev.elch.startup.RegistryStartCheck;
import dev.elch.startup.StartChecks;
import dev.elch.startup.StartProperties;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** Checks database, registry and broker before the first listener starts and the port opens. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StartProperties.class)
class StartConfiguration {

    private static final List<String> TOPICS = List.of(Topics.DEAD_LETTERS, Topics.REPLAY, Topics.NOTIFICATION_SETTLED);

    @Bean
    SmartInitializingSingleton startChecks(
            ReplayProperties replays,
            KafkaAdmin kafka,
            @Value("${elch.registry.url}") URI registry,
            MongoDatabase database,
            MongoConnectionDetails connection,
            List<MongoIndexes> indexes,
            StartProperties properties,
            Clock clock) {
        StartChecks checks = new StartChecks(
                List.of(
                        new MongoStartCheck(database, connection.getConnectionString(), indexes),
                        new RegistryStartCheck(registry),
                        new KafkaStartCheck(kafka.getConfigurationProperties(), TOPICS),
                        new KafkaStartCheck(
                                kafka.getConfigurationProperties(),
                                replays.where().others(),
                                "Dead letters may be sent there (elch.replay.topics): create it, or take it off the"
                                        + " list.")),
                properties.patience(),
                clock);
        return checks::pass;
    }
}
