package dev.elch.notification.record;

import dev.elch.notification.retry.RetryProperties;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ProducerFactory;

/** Puts together what publishes records. */
@Configuration(proxyBeanMethods = false)
class KafkaRecordConfiguration {

    @Bean
    Producer<byte[], byte[]> recordProducer(ProducerFactory<?, ?> factory, RetryProperties properties) {
        Map<String, Object> settings =
                KafkaSending.settings(factory.getConfigurationProperties(), properties.publishTimeout());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Bean
    Routes routes(
            Producer<byte[], byte[]> recordProducer, RetryProperties properties, StoredRecords stored, Clock clock) {
        return new ShorteningRoutes(new KafkaRoutes(recordProducer, properties.publishTimeout(), clock), stored, clock);
    }
}
