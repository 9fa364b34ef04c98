package dev.elch.notification.settled;

import dev.elch.contract.NotificationSettled;
import dev.elch.contract.WireFormat;
import dev.elch.notification.RegistryProperties;
import dev.elch.notification.record.KafkaSending;
import dev.elch.notification.retry.RetryProperties;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ProducerFactory;

/** Puts together what announces the ends of notifications. */
@Configuration(proxyBeanMethods = false)
class KafkaSettledConfiguration {

    /** One request to the broker takes many of these records; the mail is out already and is not delayed. */
    private static final int LINGER_MILLIS = 5;

    @Bean
    Serializer<NotificationSettled> settledSerializer(RegistryProperties registry) {
        return WireFormat.serializer(registry.url());
    }

    @Bean
    Producer<String, NotificationSettled> settledProducer(
            ProducerFactory<?, ?> factory, RetryProperties retry, Serializer<NotificationSettled> settledSerializer) {
        Map<String, Object> settings =
                KafkaSending.settings(factory.getConfigurationProperties(), retry.publishTimeout());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        return new KafkaProducer<>(settings, new StringSerializer(), settledSerializer);
    }

    @Bean
    SettledEvents settledEvents(
            Producer<String, NotificationSettled> settledProducer, RetryProperties retry, Clock clock) {
        return new KafkaSettledEvents(settledProducer, retry.publishTimeout(), clock);
    }
}
