package dev.elch.notification.record;

import dev.elch.contract.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How every record of this service is sent: acknowledged by all in-sync replicas, in a bounded time, without lingering. */
public final class KafkaSending {

    private KafkaSending() {}

    /** {@code configured} with what must not be configured otherwise. */
    public static Map<String, Object> settings(Map<String, Object> configured, Duration timeout) {
        Map<String, Object> settings = new HashMap<>(configured);
        settings.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
        settings.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_COPY);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                timeout.dividedBy(2).toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout.dividedBy(2).toMillis());
        return settings;
    }
}
