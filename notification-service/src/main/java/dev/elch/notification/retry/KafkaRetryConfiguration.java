package dev.elch.notification.retry;

import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ProducerFactory;

/** Puts together the retry chain and the dead letters. */
@Configuration(proxyBeanMethods = false)
class KafkaRetryConfiguration {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    @Bean
    RetryChain retryChain(RetryProperties properties) {
        return new RetryChain(
                properties.delays(),
                properties.jitter(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    @Bean
    Producer<byte[], byte[]> retryProducer(ProducerFactory<?, ?> factory, RetryProperties properties) {
        Map<String, Object> settings =
                KafkaSending.settings(factory.getConfigurationProperties(), properties.publishTimeout());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Bean
    Routes routes(Producer<byte[], byte[]> retryProducer, RetryProperties properties) {
        return new KafkaRoutes(retryProducer, properties.publishTimeout());
    }

    @Bean
    ParkedLetters parkedLetters(MongoDatabase database) {
        return new MongoParkedLetters(database.getCollection(MongoParkedLetters.COLLECTION), ANSWER_TIMEOUT);
    }

    @Bean
    DeadLetters deadLetters(Routes routes, ParkedLetters parked, Clock clock) {
        return new DeadLetters(routes, parked, clock);
    }

    @Bean
    ParkedLetterRounds parkedLetterRounds(DeadLetters deadLetters, RetryProperties properties) {
        return new ParkedLetterRounds(deadLetters, properties.parkedLettersEvery());
    }
}
