package dev.elch.dlq.replay.run;

import dev.elch.contract.Topics;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writes to the replay topic and looks what is there already. */
@Configuration(proxyBeanMethods = false)
class KafkaReplayConfiguration {

    /** All jobs share one thread: none may wait long for a broker or a topic that is not there. */
    private static final int MAX_BLOCK_MILLIS = 5_000;

    @Bean
    Producer<byte[], byte[]> replayProducer(KafkaProperties kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.buildProducerProperties());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_COPY);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Bean
    KafkaReplayTopic replayTopic(Producer<byte[], byte[]> producer, Clock clock) {
        return new KafkaReplayTopic(producer, clock);
    }

    @Bean
    KafkaReplayHistory replayHistory(KafkaProperties kafka, Clock clock) {
        Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaReplayHistory(
                () -> new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()), clock);
    }
}
