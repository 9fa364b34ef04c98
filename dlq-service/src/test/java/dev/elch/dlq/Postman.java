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

/** Plays notification-service: takes what comes over the replay topic and announces an outcome for each. */
public final class Postman implements AutoCloseable, Runnable {

    /** What becomes of a delivery. */
    public enum Fate {
        SENT,
        DEAD,
        SUPPRESSED,
        /** Nothing is announced. */
        SILENT
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<NotificationSettled> serializer;
    private final Function<String, @Nullable Fate> fates;
    private final ConcurrentMap<String, Integer> deliveries = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this, "postman");
    private volatile boolean isStopped;

    /** @param fates decides by event key; null: none of ours */
    public Postman(Stack stack, Function<String, @Nullable Fate> fates) {
        this(stack, Topics.REPLAY, fates);
    }

    /** The same for what comes over another topic. */
    Postman(Stack stack, String topic, Function<String, @Nullable Fate> fates) {
        this.fates = fates;
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
        Fate fate = fates.apply(headers.eventKey());
        if (fate == null) {
            return;
        }
        deliveries.merge(headers.eventKey() + "~" + headers.round(), 1, Integer::sum);
        if (fate == Fate.DEAD) {
            ProducerRecord<byte[], byte[]> dead =
                    new ProducerRecord<>(Topics.DEAD_LETTERS, null, record.key(), record.value(), record.headers());
            headers.dead(RunningService.BAD_ADDRESS, Instant.now()).writeTo(dead.headers());
            send(dead);
        }
        if (fate != Fate.SILENT) {
            announce(headers, fate);
        }
    }

    private void announce(DeliveryHeaders headers, Fate fate) {
        NotificationSettled settled = NotificationSettled.newBuilder()
                .setEventKey(headers.eventKey())
                .setUserId("github:1")
                .setOutcome(fate.name())
                .setReason(fate == Fate.SENT ? null : fate == Fate.DEAD ? "bad_address" : "over_quota")
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
