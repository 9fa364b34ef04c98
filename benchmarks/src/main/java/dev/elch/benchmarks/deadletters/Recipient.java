package dev.elch.benchmarks.deadletters;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.DeliveryState;
import dev.elch.contract.NotificationSettled;
import dev.elch.contract.Topics;
import dev.elch.contract.WireFormat;
import dev.elch.testkit.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Stands in for notification-service: counts what comes over the replay topic and says of each that it was sent. */
final class Recipient implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<NotificationSettled> serializer;
    private final Map<String, Integer> received = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::receive, "recipient");
    private volatile boolean isStopped;

    Recipient(Stack stack) {
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.bootstrapServers());
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(Topics.REPLAY).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        serializer = WireFormat.serializer(stack.registryUrl());
        thread.start();
    }

    /** How many different dead letters came. */
    int deadLetters() {
        return received.size();
    }

    /** How many of them came more than once. */
    long twice() {
        return received.values().stream().filter(times -> times > 1).count();
    }

    private void receive() {
        while (!isStopped) {
            consumer.poll(Duration.ofMillis(100)).forEach(this::receive);
        }
    }

    private void receive(ConsumerRecord<byte[], byte[]> record) {
        DeliveryHeaders headers = DeliveryHeaders.readFrom(record.headers(), Instant.now());
        String key = String.valueOf(headers.eventKey());
        received.merge(key + "~" + headers.round(), 1, Integer::sum);
        NotificationSettled settled = NotificationSettled.newBuilder()
                .setEventKey(key)
                .setUserId("github:1")
                .setOutcome(DeliveryState.SENT.name())
                .setProvider("benchmark")
                .setRound(headers.round())
                .setSettledAt(Instant.now())
                .build();
        Future<RecordMetadata> ignored = producer.send(new ProducerRecord<>(
                Topics.NOTIFICATION_SETTLED, serializer.serialize(Topics.NOTIFICATION_SETTLED, settled)));
    }

    @Override
    public void close() {
        isStopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
        producer.close();
    }
}
