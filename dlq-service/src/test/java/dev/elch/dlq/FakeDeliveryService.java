package dev.elch.dlq;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.NotificationSettled;
import dev.elch.contract.Topics;
import dev.elch.contract.WireFormat;
import dev.elch.testkit.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Stands in for notification-service: consumes the replay topic and publishes a settlement for each record. */
public final class FakeDeliveryService implements AutoCloseable, Runnable {

    /** What becomes of a delivery. */
    public enum Outcome {
        SENT,
        DEAD,
        SUPPRESSED,
        /** No settlement is published. */
        SILENT
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<NotificationSettled> serializer;
    private final Function<String, @Nullable Outcome> outcomes;
    private final ConcurrentMap<String, Integer> deliveries = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this, "fake-delivery");
    private volatile boolean isStopped;

    /** @param outcomes decides by event key; null: none of ours */
    public FakeDeliveryService(Stack stack, Function<String, @Nullable Outcome> outcomes) {
        this(stack, Topics.REPLAY, outcomes);
    }

    /** The same for what comes over another topic. */
    FakeDeliveryService(Stack stack, String topic, Function<String, @Nullable Outcome> outcomes) {
        this.outcomes = outcomes;
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.bootstrapServers());
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        serializer = WireFormat.serializer(stack.registryUrl());
        thread.start();
    }

    /** How often each {@code <eventKey>~<round>} came over the topic. */
    public Map<String, Integer> deliveries() {
        return Map.copyOf(deliveries);
    }

    @Override
    public void run() {
        while (!isStopped) {
            consumer.poll(Duration.ofMillis(100)).forEach(this::deliver);
            producer.flush();
        }
    }

    private void deliver(ConsumerRecord<byte[], byte[]> record) {
        DeliveryHeaders headers = DeliveryHeaders.readFrom(record.headers(), Instant.now());
        Outcome outcome = outcomes.apply(headers.eventKey());
        if (outcome == null) {
            return;
        }
        deliveries.merge(headers.eventKey() + "~" + headers.round(), 1, Integer::sum);
        if (outcome == Outcome.DEAD) {
            ProducerRecord<byte[], byte[]> dead =
                    new ProducerRecord<>(Topics.DEAD_LETTERS, null, record.key(), record.value(), record.headers());
            headers.dead(RunningService.BAD_ADDRESS, Instant.now()).writeTo(dead.headers());
            send(dead);
        }
        if (outcome != Outcome.SILENT) {
            publishSettlement(headers, outcome);
        }
    }

    private void publishSettlement(DeliveryHeaders headers, Outcome outcome) {
        NotificationSettled settled = NotificationSettled.newBuilder()
                .setEventKey(headers.eventKey())
                .setUserId("github:1")
                .setOutcome(outcome.name())
                .setReason(outcome == Outcome.SENT ? null : outcome == Outcome.DEAD ? "bad_address" : "over_quota")
                .setProvider("smtp")
                .setRound(headers.round())
                .setSettledAt(Instant.now())
                .build();
        send(new ProducerRecord<>(
                Topics.NOTIFICATION_SETTLED, serializer.serialize(Topics.NOTIFICATION_SETTLED, settled)));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        Future<RecordMetadata> ignored = producer.send(record);
    }

    @Override
    public void close() {
        isStopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        consumer.close();
        producer.close();
    }
}
