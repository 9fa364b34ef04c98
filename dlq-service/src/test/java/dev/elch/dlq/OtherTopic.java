package dev.elch.dlq;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.testkit.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topics outside Elch to which dead letters may be sent. */
public final class OtherTopic {

    public static final String NAME = "topic-of-another-team";

    /** Exists when a service starts, and may be deleted by a test. */
    static final String PASSING = "topic-that-goes-away";

    private OtherTopic() {}

    /** Their names, with a comma, once they are there. */
    static String createdOn(Stack stack) {
        try (Admin admin = admin(stack)) {
            for (String name : List.of(NAME, PASSING)) {
                create(admin, new NewTopic(name, Optional.of(2), Optional.empty()));
            }
        }
        return NAME + "," + PASSING;
    }

    static void deletePassing() throws ExecutionException, InterruptedException {
        try (Admin admin = admin(Stack.shared())) {
            admin.deleteTopics(List.of(PASSING)).all().get();
        }
    }

    private static Admin admin(Stack stack) {
        return Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
    }

    private static void create(Admin admin, NewTopic topic) {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is on {@link #NAME}, of dead letters whose event key begins so. */
    public static List<ConsumerRecord<byte[], byte[]>> records(String keyPrefix) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", Stack.shared().bootstrapServers());
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(NAME).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (end.entrySet().stream().anyMatch(last -> consumer.position(last.getKey()) < last.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records.stream()
                .filter(record -> String.valueOf(headers(record).eventKey()).startsWith(keyPrefix))
                .toList();
    }

    public static DeliveryHeaders headers(ConsumerRecord<byte[], byte[]> record) {
        return DeliveryHeaders.readFrom(record.headers(), Instant.now());
    }
}
