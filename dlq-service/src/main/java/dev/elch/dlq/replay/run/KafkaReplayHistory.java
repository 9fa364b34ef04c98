package dev.elch.dlq.replay.run;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.dlq.deadletter.DeadLetterId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Looks up on the topic of a replay what was written there, when a crash or a lost answer made that uncertain. */
final class KafkaReplayHistory {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<byte[], byte[]>> newConsumer;
    private final Clock clock;

    /** @param newConsumer a consumer without a group */
    KafkaReplayHistory(Supplier<Consumer<byte[], byte[]>> newConsumer, Clock clock) {
        this.newConsumer = newConsumer;
        this.clock = clock;
    }

    /** Where the next record of each partition will be. */
    Map<Integer, Long> end(String topic) {
        try (Consumer<byte[], byte[]> consumer = newConsumer.get()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            Map<Integer, Long> end = new TreeMap<>();
            partitions.forEach(partition -> end.put(partition.partition(), consumer.position(partition)));
            return end;
        }
    }

    /** Which of these dead letters were written, at or behind {@code positions}. */
    Set<String> written(String topic, Set<String> deadLetters, Map<Integer, Long> positions) {
        try (Consumer<byte[], byte[]> consumer = newConsumer.get()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> beginning = consumer.beginningOffsets(partitions);
            partitions.forEach(partition -> consumer.seek(
                    partition,
                    Math.max(
                            beginning.getOrDefault(partition, 0L), positions.getOrDefault(partition.partition(), 0L))));
            Set<String> found = new HashSet<>();
            while (end.entrySet().stream().anyMatch(last -> consumer.position(last.getKey()) < last.getValue())) {
                consumer.poll(POLL).forEach(record -> found.add(deadLetterOf(record)));
            }
            found.retainAll(deadLetters);
            return found;
        }
    }

    private String deadLetterOf(ConsumerRecord<byte[], byte[]> record) {
        DeliveryHeaders headers = DeliveryHeaders.readFrom(record.headers(), clock.instant());
        return headers.eventKey() == null || headers.round() < 1
                ? ""
                : new DeadLetterId(headers.eventKey(), headers.round() - 1).toString();
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
