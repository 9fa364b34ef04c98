package dev.elch.dlq.settlement;

import dev.elch.contract.Topics;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** Consumes the settlement of every delivery. A batch that cannot be processed is tried again; nothing is skipped. */
final class KafkaSettlementListener {

    private final KafkaSettlementReader reader;
    private final Settlements settlements;

    KafkaSettlementListener(KafkaSettlementReader reader, Settlements settlements) {
        this.reader = reader;
        this.settlements = settlements;
    }

    @KafkaListener(
            id = "settlements",
            topics = Topics.NOTIFICATION_SETTLED,
            groupId = "${elch.dlq.consumer-group}-settlements",
            batch = "true")
    void settle(List<ConsumerRecord<byte[], byte[]>> records) {
        settlements.settle(
                records.stream().map(reader::read).flatMap(Optional::stream).toList());
    }
}
