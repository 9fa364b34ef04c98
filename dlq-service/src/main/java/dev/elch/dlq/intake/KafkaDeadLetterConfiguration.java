package dev.elch.dlq.intake;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.DlqProperties;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.meter.DlqMeters;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/** Reads the dead-letter topic into the database. */
@Configuration(proxyBeanMethods = false)
class KafkaDeadLetterConfiguration {

    private static final long RETRY_MILLIS = 1_000;

    @Bean
    PayloadDecoder payloads(@Value("${elch.registry.url}") URI registry) {
        return new RegistryPayloadDecoder(registry);
    }

    @Bean
    KafkaDeadLetterListener deadLetterListener(
            PayloadDecoder payloads,
            MongoStoredValues storedValues,
            Clock clock,
            MongoDeadLetters deadLetters,
            MongoProviders providers,
            List<DeadLetterFollower> followers,
            DlqMeters meters) {
        return new KafkaDeadLetterListener(
                new KafkaDeadLetterReader(payloads, storedValues::find, clock),
                deadLetters,
                providers,
                followers,
                meters);
    }

    @Bean
    MongoStoredValues storedValues(MongoClient client, MongoDatabase database, DlqProperties properties) {
        String other = properties.notificationDatabase();
        return new MongoStoredValues(other.isBlank() ? database : client.getDatabase(other));
    }

    @Bean
    MongoProviders providers(MongoDatabase database) {
        return new MongoProviders(database);
    }

    /** A batch that cannot be stored is tried again without limit: the consumer is paused, keeps its partitions, and skips nothing. */
    @Bean
    DefaultErrorHandler keepTrying() {
        return new DefaultErrorHandler(new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS));
    }
}
