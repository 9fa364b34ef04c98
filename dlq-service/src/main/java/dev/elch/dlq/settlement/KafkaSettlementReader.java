package dev.elch.dlq.settlement;

import dev.elch.contract.DeliveryState;
import dev.elch.contract.NotificationSettled;
import dev.elch.contract.Topics;
import dev.elch.contract.WireFormat;
import java.net.URI;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads settlement records; one that cannot be decoded is skipped and logged. */
final class KafkaSettlementReader {

    private static final Logger log = LoggerFactory.getLogger(KafkaSettlementReader.class);

    private final Deserializer<NotificationSettled> deserializer;

    KafkaSettlementReader(URI registry) {
        this.deserializer = WireFormat.deserializer(registry, NotificationSettled.class);
    }

    synchronized Optional<Settlement> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(deserializer.deserialize(Topics.NOTIFICATION_SETTLED, record.value()))
                    .map(settled -> new Settlement(
                            settled.getEventKey(),
                            settled.getRound(),
                            DeliveryState.of(settled.getOutcome()).orElse(null),
                            settled.getReason(),
                            settled.getProvider()))
                    .filter(Settlement::isPlausible);
        } catch (SerializationException e) {
            log.warn(
                    "{}-{}-{} cannot be decoded and is skipped: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return Optional.empty();
        }
    }
}
