package dev.elch.dlq.deadletter;

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
    Payloads payloads(@Value("${elch.registry.url}") URI registry) {
        return new RegistryPayloads(registry);
    }

    @Bean
    KafkaDeadLetterListener deadLetterListener(
            Payloads payloads,
            Clock clock,
            MongoLetters letters,
            MongoProviders providers,
            List<LetterFollower> followers,
            DlqMeters meters) {
        return new KafkaDeadLetterListener(
                new KafkaLetterReader(payloads, clock), letters, providers, followers, meters);
    }

    /** A batch that can not be stored is tried for ever: the consumer is paused, its partitions stay, nothing is skipped. */
    @Bean
    DefaultErrorHandler keepTrying() {
        return new DefaultErrorHandler(new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS));
    }
}
